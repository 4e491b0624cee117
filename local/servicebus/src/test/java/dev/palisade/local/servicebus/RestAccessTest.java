package dev.palisade.local.servicebus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.servicebus.access.AccessKeys;
import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may send over HTTP to a broker with keys: whoever signs a token by hand, as the reference describes it. */
@Timeout(60)
class RestAccessTest {
    private static final String KEY = "ZGV2ZWxvcG1lbnQga2V5";
    private static final String QUEUE = "guarded";
    private static final String RESOURCE = "https://contoso.servicebus.windows.net/" + QUEUE;
    private final Instant soon = Instant.now().plus(Duration.ofMinutes(5));

    private final ServiceBusBroker broker = ServiceBusBroker.start(new BrokerOptions(
                    0,
                    null,
                    List.of(
                            new EntityDescription.Queue(QUEUE, DeliverySettings.DEFAULT),
                            new EntityDescription.Queue("other", DeliverySettings.DEFAULT)))
            .withAdmin(0)
            .withKeys(AccessKeys.of(Map.of("Root", KEY), InstantSource.system())));
    private final RestClient rest = RestClient.of(broker);

    @AfterEach
    void stopTheBroker() {
        broker.close();
    }

    @Test
    void aTokenOfTheKeyLetsItsBearerSendToTheQueueThatItNames() {
        assertThat(send(token(RESOURCE, KEY, soon)).statusCode()).isEqualTo(201);
        assertThat(send(token(RESOURCE + "/messages", KEY, soon)).statusCode()).isEqualTo(201);
        assertThat(send(token("https://contoso.servicebus.windows.net/", KEY, soon))
                        .statusCode())
                .isEqualTo(201);
        assertThat(waiting()).isEqualTo(3);
    }

    @Test
    void everythingElseIsRefusedBeforeItIsLookedAt() {
        String expired = token(RESOURCE, KEY, Instant.now().minusSeconds(1));
        String ofAnotherKey = token(RESOURCE, "YW5vdGhlciBrZXk=", soon);
        String forAnotherQueue = token("https://contoso.servicebus.windows.net/other", KEY, soon);
        String changed =
                token(RESOURCE, KEY, soon).replace("se=" + soon.getEpochSecond(), "se=" + (soon.getEpochSecond() + 1));

        assertThat(rest.send(QUEUE, "in vain").statusCode()).isEqualTo(401);
        assertThat(rest.send("nowhere", "in vain", "BrokerProperties", "nonsense")
                        .statusCode())
                .isEqualTo(401);
        for (String token : List.of(expired, ofAnotherKey, forAnotherQueue, changed, "Bearer abc")) {
            HttpResponse<String> answer = send(token);
            assertThat(answer.statusCode()).as(token).isEqualTo(401);
            assertThat(answer.body()).contains("<Code>401</Code>").doesNotContain(KEY);
        }
        assertThat(waiting()).isZero();
    }

    private HttpResponse<String> send(String token) {
        return rest.send(QUEUE, "hello", "Authorization", token);
    }

    private long waiting() {
        try (SdkClients clients =
                new SdkClients(broker.connectionString().replace(ServiceBusBroker.KEY_PLACEHOLDER, KEY))) {
            return clients.receiver(QUEUE).peekMessages(10).stream().count();
        }
    }

    private static String token(String resource, String key, Instant end) {
        String encoded = URLEncoder.encode(resource, StandardCharsets.UTF_8);
        String signature = Base64.getEncoder().encodeToString(hmac(key, encoded + "\n" + end.getEpochSecond()));
        return "SharedAccessSignature sr=" + encoded + "&sig=" + URLEncoder.encode(signature, StandardCharsets.UTF_8)
                + "&se=" + end.getEpochSecond() + "&skn=Root";
    }

    private static byte[] hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
