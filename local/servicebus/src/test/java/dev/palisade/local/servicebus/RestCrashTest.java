package dev.palisade.local.servicebus;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The broker killed as by {@code kill -9}, while clients send over HTTP. */
@Timeout(180)
class RestCrashTest {
    private static final int SENDERS = 4;
    private static final int CREATED_BEFORE_THE_KILL = 150;
    private static final String QUEUE = "palisade-data-science";

    @TempDir
    private Path data;

    private final Set<String> created = ConcurrentHashMap.newKeySet();
    private final CountDownLatch enough = new CountDownLatch(CREATED_BEFORE_THE_KILL);

    @Test
    void whatWasAnsweredWithCreatedIsThereAfterTheKill() throws Exception {
        List<UncheckedIOException> interruptions = sendUntilTheBrokerIsKilled();

        assertThat(interruptions)
                .as("every sender was in the middle of its work when the broker died")
                .hasSize(SENDERS)
                .doesNotContainNull();
        try (BrokerProcess broker = startBroker();
                SdkClients clients = new SdkClients(broker.connectionString())) {
            // A sender whose answer got lost may have sent one more.
            assertThat(clients.receiver(QUEUE).peekMessages(created.size() + SENDERS))
                    .extracting(ServiceBusReceivedMessage::getMessageId)
                    .containsAll(created);
        }
    }

    private List<UncheckedIOException> sendUntilTheBrokerIsKilled() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(SENDERS);
        try (BrokerProcess broker = startBroker()) {
            broker.connectionString();
            RestClient rest = new RestClient(port(broker.line()));
            List<Future<UncheckedIOException>> senders = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                String name = "sender-" + i + "-";
                senders.add(workers.submit(() -> sendUntilItFails(name, rest)));
            }
            assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
            broker.killHard();
            List<UncheckedIOException> interruptions = new ArrayList<>();
            for (Future<UncheckedIOException> sender : senders) {
                interruptions.add(sender.get(60, TimeUnit.SECONDS));
            }
            return interruptions;
        } finally {
            workers.shutdownNow();
        }
    }

    private UncheckedIOException sendUntilItFails(String name, RestClient rest) {
        try {
            for (int i = 0; ; i++) {
                String id = name + i;
                assertThat(rest.send(QUEUE, "body", "BrokerProperties", "{\"MessageId\":\"" + id + "\"}")
                                .statusCode())
                        .isEqualTo(201);
                created.add(id);
                enough.countDown();
            }
        } catch (UncheckedIOException brokerGone) {
            return brokerGone;
        }
    }

    private static int port(String administration) {
        Matcher printed = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)").matcher(administration);
        assertThat(printed.find()).as(administration).isTrue();
        return Integer.parseInt(printed.group(1));
    }

    private BrokerProcess startBroker() {
        return BrokerProcess.start(
                "--port",
                "0",
                "--admin-port",
                "0",
                "--config",
                "../../examples/servicebus.json",
                "--data",
                data.toString());
    }
}
