package dev.palisade.local.servicebus.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.servicebus.access.AccessKeys;
import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.entity.Namespace;
import dev.palisade.local.servicebus.message.Messages;
import dev.palisade.local.servicebus.store.SqliteStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a broker with keys lets a connection do that puts tokens, or none. */
@Timeout(60)
class ClaimsWireTest {
    private static final String KEY = "c2VjcmV0";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant EXPIRY = START.plusSeconds(3600);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final SqliteStore store = SqliteStore.inMemory();
    private BrokerLoop loop;
    private CompletableFuture<Void> ended;
    private RawClient client;

    @BeforeEach
    void startABrokerWithAKey() throws Exception {
        List<EntityDescription> queues = List.of(
                new EntityDescription.Queue("requests", DeliverySettings.DEFAULT),
                new EntityDescription.Queue("others", DeliverySettings.DEFAULT));
        ServerSocketChannel server =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        loop = new BrokerLoop(
                server,
                new Namespace(queues, store, now::get),
                store::commit,
                now::get,
                1000,
                AccessKeys.of(Map.of("Root", KEY), now::get));
        ended = CompletableFuture.runAsync(loop, task -> new Thread(task, "loop").start());
        client = new RawClient(server.socket().getLocalPort());
    }

    @AfterEach
    void stopEverything() throws Exception {
        client.close();
        loop.stop();
        ended.get(20, TimeUnit.SECONDS);
        store.close();
    }

    @Test
    void withoutATokenNoLinkIsAttached() {
        assertUnauthorized(client.sender("requests"));
        assertUnauthorized(client.receiver("requests/$management"));
    }

    @Test
    void aTokenServesItsEntityAndNoOther() throws Exception {
        assertThat(putToken("requests", "requests", EXPIRY)).isEqualTo(202);

        assertThat(client.sender("requests").getRemoteState()).isEqualTo(EndpointState.ACTIVE);
        assertUnauthorized(client.sender("others"));
        assertThat(putToken("others", "requests", EXPIRY)).isEqualTo(401);
        assertThat(putToken("requests", "requests", START)).isEqualTo(401);
    }

    @Test
    void aSignatureCountsWhateverItsSenderCallsIt() throws Exception {
        assertThat(putToken("jwt", "requests", "requests", EXPIRY)).isEqualTo(202);
        assertThat(putToken("jwt", "others", "requests", EXPIRY)).isEqualTo(401);
    }

    @Test
    void aLinkIsClosedWhenItsTokenExpiresAndServedOnWithANewerOne() throws Exception {
        putToken("requests", "requests", EXPIRY);
        putToken("others", "others", EXPIRY);
        Sender renewed = client.sender("requests");
        Sender forgotten = client.sender("others");
        putToken("requests", "requests", EXPIRY.plusSeconds(3600));

        now.set(EXPIRY);

        client.pumpUntil(() -> forgotten.getRemoteState() == EndpointState.CLOSED);
        assertUnauthorized(forgotten);
        client.send(renewed, Messages.encode(Messages.withBody("still in")));
        assertThat(renewed.getRemoteState()).isEqualTo(EndpointState.ACTIVE);
    }

    private static void assertUnauthorized(Link link) {
        assertThat(link.getRemoteCondition().getCondition().toString()).isEqualTo("amqp:unauthorized-access");
    }

    /** The status that a token for one entity gets which claims another. */
    private int putToken(String audience, String signedFor, Instant expiry) throws Exception {
        return putToken("servicebus.windows.net:sastoken", audience, signedFor, expiry);
    }

    private int putToken(String type, String audience, String signedFor, Instant expiry) throws Exception {
        String root = "amqp://localhost/";
        Message request = Message.Factory.create();
        request.setMessageId("1");
        request.setApplicationProperties(
                new ApplicationProperties(Map.of("operation", "put-token", "type", type, "name", root + audience)));
        request.setBody(new AmqpValue(token(root + signedFor, expiry)));
        Receiver replies = client.receiver("$cbs");
        client.send(client.sender("$cbs"), Messages.encode(request));
        Message reply = Messages.decode(client.receive(replies).encoded());
        replies.close();
        return (Integer) reply.getApplicationProperties().getValue().get("status-code");
    }

    private static String token(String resource, Instant expiry) throws Exception {
        String encoded = URLEncoder.encode(resource, StandardCharsets.UTF_8);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signature = mac.doFinal((encoded + "\n" + expiry.getEpochSecond()).getBytes(StandardCharsets.UTF_8));
        return "SharedAccessSignature sr=" + encoded + "&sig="
                + URLEncoder.encode(Base64.getEncoder().encodeToString(signature), StandardCharsets.UTF_8) + "&se="
                + expiry.getEpochSecond() + "&skn=Root";
    }
}
