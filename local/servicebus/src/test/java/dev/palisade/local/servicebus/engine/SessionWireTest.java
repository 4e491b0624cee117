package dev.palisade.local.servicebus.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.servicebus.BrokerOptions;
import dev.palisade.local.servicebus.ServiceBusBroker;
import dev.palisade.local.servicebus.engine.RawClient.Received;
import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.entity.EntityDescription.Subscription;
import dev.palisade.local.servicebus.message.AmqpTimestamp;
import dev.palisade.local.servicebus.message.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.DescribedType;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnknownDescribedType;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the broker says of sessions and schedules on the wire, in the types that the SDKs depend on. */
@Timeout(60)
class SessionWireTest {
    private static final Symbol FILTER = Symbol.valueOf("com.microsoft:session-filter");
    private static final Symbol LOCKED_UNTIL = Symbol.valueOf("com.microsoft:locked-until-utc");
    private static final Symbol TIMEOUT = Symbol.valueOf("com.microsoft:timeout");
    private static final Duration LOCK = Duration.ofMinutes(1);

    private final ServiceBusBroker broker = ServiceBusBroker.start(new BrokerOptions(
            0,
            null,
            List.of(
                    new EntityDescription.Queue(
                            "orders", new DeliverySettings(LOCK, 10, Optional.empty(), false).withSessions()),
                    new EntityDescription.Queue("plain", DeliverySettings.DEFAULT),
                    new EntityDescription.Topic(
                            "outcomes",
                            Optional.empty(),
                            List.of(new Subscription("all", DeliverySettings.DEFAULT))))));
    private final List<Receiver> replies = new ArrayList<>();
    private RawClient client;

    @BeforeEach
    void connect() throws IOException {
        client = new RawClient(broker.port());
    }

    @AfterEach
    void stopEverything() throws IOException {
        client.close();
        broker.close();
    }

    @Test
    void theAttachOfANamedSessionIsAnsweredWithItsIdAndTheEndOfItsLockInTicks() {
        Instant before = Instant.now();
        Receiver link = client.receiver(session("a"), Map.of());

        assertThat(accepted(link)).isEqualTo("a");
        long ticks = (long) link.getRemoteProperties().get(LOCKED_UNTIL);
        Instant lockedUntil = Instant.ofEpochMilli((ticks - 621_355_968_000_000_000L) / 10_000);
        assertThat(lockedUntil)
                .isBetween(before.plus(LOCK).minusMillis(1), Instant.now().plus(LOCK));
    }

    @Test
    void aDescribedSessionFilterIsAnsweredByOneOfTheSameDescriptor() {
        UnsignedLong descriptor = UnsignedLong.valueOf(0x137000000CL);

        Receiver link = client.receiver(session(new UnknownDescribedType(descriptor, "a")), Map.of());

        assertThat(accepted(link)).isInstanceOfSatisfying(DescribedType.class, filter -> {
            assertThat(filter.getDescriptor()).isEqualTo(descriptor);
            assertThat(filter.getDescribed()).isEqualTo("a");
        });
    }

    @Test
    void theAttachOfAnySessionIsNotAnsweredBeforeThereIsOne() {
        Receiver link = client.attaching(session(null), Map.of());
        client.send(client.sender("plain"), Messages.encode(Messages.withBody("elsewhere")));
        assertThat(link.getRemoteState()).isEqualTo(EndpointState.UNINITIALIZED);

        client.send(client.sender("orders"), inSession("b"));
        client.pumpUntil(() -> link.getRemoteState() == EndpointState.ACTIVE);

        assertThat(accepted(link)).isEqualTo("b");
        assertThat(Messages.decode(client.receive(link).encoded()).getGroupId()).isEqualTo("b");
    }

    @Test
    void attachesThatGetNoSessionAreRefusedWithTheReason() {
        client.receiver(session("a"), Map.of());

        assertThat(refusal(client.receiver(session("a"), Map.of(Symbol.valueOf("second"), 1))))
                .isEqualTo("com.microsoft:session-cannot-be-locked");
        assertThat(refusal(client.receiver(session(7), Map.of()))).isEqualTo("amqp:invalid-field");
        assertThat(refusal(client.receiver("orders"))).isEqualTo("amqp:not-allowed");
        assertThat(refusal(client.receiver(session(null), Map.of(TIMEOUT, UnsignedInteger.valueOf(50)))))
                .isEqualTo("com.microsoft:timeout");
    }

    @Test
    void whoGivesUpWaitingForASessionDoesNotGetOneLater() {
        Receiver given = client.attaching(session(null), Map.of());
        given.close();
        client.send(client.sender("orders"), inSession("a"));

        Receiver other = client.receiver(session(null), Map.of(TIMEOUT, UnsignedInteger.valueOf(10_000)));
        assertThat(other.getRemoteState()).isEqualTo(EndpointState.ACTIVE);
    }

    @Test
    void aMessageThatNamesNoSessionIsRejected() {
        Rejected rejected =
                (Rejected) client.send(client.sender("orders"), Messages.encode(Messages.withBody("nobody's")))
                        .getRemoteState();

        ErrorCondition error = rejected.getError();
        assertThat(error.getCondition().toString()).isEqualTo("amqp:not-allowed");
    }

    @Test
    void stateAndLockOfAHeldSession() {
        client.receiver(session("a"), Map.of());

        assertThat(body(ask("orders", "get-session-state", Map.of("session-id", "a"))))
                .containsEntry("session-state", null);
        Binary state = new Binary("step 2".getBytes(StandardCharsets.UTF_8));
        assertThat(status(ask("orders", "set-session-state", Map.of("session-id", "a", "session-state", state))))
                .isEqualTo(200);
        assertThat(body(ask("orders", "get-session-state", Map.of("session-id", "a"))))
                .containsEntry("session-state", state);
        assertThat(body(ask("orders", "renew-session-lock", Map.of("session-id", "a")))
                        .get("expiration"))
                .isInstanceOf(Date.class);
        assertThat(strings(body(ask(
                                "orders",
                                "get-message-sessions",
                                Map.of("last-updated-time", AmqpTimestamp.of(Instant.EPOCH), "skip", 0, "top", 10)))
                        .get("sessions-ids")))
                .containsExactly("a");
    }

    @Test
    void theSessionsWithMessagesAreListedInPages() {
        client.send(client.sender("orders"), inSession("b"));
        client.send(client.sender("orders"), inSession("a"));
        Instant maximum = Instant.ofEpochMilli(253_402_300_800_000L);

        Message page = ask(
                "orders",
                "get-message-sessions",
                Map.of("last-updated-time", AmqpTimestamp.of(maximum), "skip", 1, "top", 5));

        assertThat(body(page)).containsEntry("skip", 2);
        assertThat(strings(body(page).get("sessions-ids"))).containsExactly("a");
    }

    @Test
    void operationsOnASessionThatNobodyHoldsFailAsLost() {
        for (String operation : List.of("get-session-state", "set-session-state", "renew-session-lock")) {
            assertThat(condition(ask("orders", operation, Map.of("session-id", "a"))))
                    .isEqualTo("com.microsoft:session-lock-lost");
        }
        assertThat(condition(ask(
                        "orders",
                        "receive-by-sequence-number",
                        Map.of(
                                "session-id",
                                "a",
                                "sequence-numbers",
                                new Long[] {1L},
                                "receiver-settle-mode",
                                UnsignedInteger.ONE))))
                .isEqualTo("com.microsoft:session-lock-lost");
        assertThat(condition(ask(
                        "orders",
                        "update-disposition",
                        Map.of("session-id", "a", "disposition-status", "completed", "lock-tokens", new UUID[] {
                            UUID.randomUUID()
                        }))))
                .isEqualTo("com.microsoft:session-lock-lost");
    }

    @Test
    void schedulingIsAnsweredWithAnArrayOfNumbersThatCancelOnce() {
        for (String entity : List.of("plain", "outcomes")) {
            byte[] later = Messages.scheduled(
                            Messages.named("later"), Instant.now().plusSeconds(3600))
                    .encode();
            Map<String, Object> entry = Map.of("message-id", "later", "message", new Binary(later));
            Object numbers = body(ask(entity, "schedule-message", Map.of("messages", List.of(entry, entry))))
                    .get("sequence-numbers");

            assertThat(numbers).isEqualTo(new long[] {1, 2});
            Map<String, Object> first = Map.of("sequence-numbers", new Long[] {1L});
            assertThat(status(ask(entity, "cancel-scheduled-message", first))).isEqualTo(200);
            assertThat(condition(ask(entity, "cancel-scheduled-message", first)))
                    .isEqualTo("com.microsoft:message-not-found");
        }
        assertThat(status(ask("plain", "schedule-message", Map.of("messages", List.of()))))
                .isEqualTo(400);
    }

    private Message ask(String entity, String operation, Map<String, Object> body) {
        Message request = Message.Factory.create();
        request.setMessageId(UnsignedLong.valueOf(1));
        request.setApplicationProperties(new ApplicationProperties(Map.of("operation", "com.microsoft:" + operation)));
        request.setBody(new AmqpValue(new HashMap<>(body)));
        if (replies.isEmpty()
                || !((Source) replies.get(0).getSource()).getAddress().startsWith(entity)) {
            replies.add(0, client.receiver(entity + "/$management"));
        }
        client.send(client.sender(entity + "/$management"), Messages.encode(request));
        Received reply = client.receive(replies.get(0));
        return Messages.decode(reply.encoded());
    }

    private static Map<Object, Object> body(Message reply) {
        return new HashMap<>((Map<?, ?>) ((AmqpValue) reply.getBody()).getValue());
    }

    private static Object status(Message reply) {
        return reply.getApplicationProperties().getValue().get("statusCode");
    }

    private static String condition(Message reply) {
        return String.valueOf(reply.getApplicationProperties().getValue().get("errorCondition"));
    }

    private static List<Object> strings(Object array) {
        return Arrays.asList((Object[]) array);
    }

    private String refusal(Link link) {
        client.pumpUntil(() -> link.getRemoteState() == EndpointState.CLOSED);
        return link.getRemoteCondition().getCondition().toString();
    }

    private static Object accepted(Receiver link) {
        return ((Source) link.getRemoteSource()).getFilter().get(FILTER);
    }

    private static Source session(Object id) {
        Source source = RawClient.source("orders");
        Map<Symbol, Object> filter = new HashMap<>();
        filter.put(FILTER, id);
        source.setFilter(filter);
        return source;
    }

    private static byte[] inSession(String id) {
        return Messages.inSession(id, "body of " + id).encode();
    }
}
