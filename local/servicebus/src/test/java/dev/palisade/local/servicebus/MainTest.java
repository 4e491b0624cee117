package dev.palisade.local.servicebus;

import static dev.palisade.local.servicebus.SdkClients.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The broker's command line. */
@Timeout(60)
class MainTest {
    private static final String EXAMPLE = "../../examples/servicebus.json";
    private static final String QUEUE = "palisade-data-science";
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path directory;

    @Test
    void aReadyBrokerSaysWhereItIsAndKeepsItsMessagesOverATermination() throws Exception {
        String data = directory.resolve("not/yet/made").toString();
        try (BrokerProcess broker =
                        BrokerProcess.start("--port", "0", "--admin-port", "0", "--config", EXAMPLE, "--data", data);
                SdkClients clients = new SdkClients(broker.connectionString())) {
            clients.sender(QUEUE).sendMessage(message("kept"));
            assertThat(broker.terminate()).isEqualTo(TERMINATED);
            assertThat(broker.rest())
                    .contains("Administration is on http://127.0.0.1:")
                    .contains("Every token is accepted")
                    .contains("queue palisade-data-science")
                    .contains("topic palisade-outcomes, subscriptions: all")
                    .hasLineCount(4);
        }
        try (BrokerProcess broker =
                        BrokerProcess.start("--port", "0", "--admin-port", "0", "--config", EXAMPLE, "--data", data);
                SdkClients clients = new SdkClients(broker.connectionString())) {
            assertThat(clients.receiver(QUEUE).peekMessage(0).getBody().toString())
                    .isEqualTo("kept");
        }
    }

    @Test
    void aPortInUseIsSaidInOneSentenceWithItsRemedy() throws Exception {
        try (ServiceBusBroker first = Brokers.inMemory();
                BrokerProcess second =
                        BrokerProcess.start("--port", Integer.toString(first.port()), "--config", EXAMPLE)) {
            assertThat(second.exitCode()).isEqualTo(2);
            assertThat(second.rest())
                    .isEqualTo("Port " + first.port()
                            + " is in use; stop what listens there, or name another port with --port.");
        }
    }

    @Test
    void aPortInUseForTheAdministrationIsSaidWithItsOwnRemedy() throws Exception {
        try (ServiceBusBroker first = Brokers.inMemory();
                BrokerProcess second = BrokerProcess.start(
                        "--port",
                        "0",
                        "--admin-port",
                        Integer.toString(first.adminPort().orElseThrow()),
                        "--config",
                        EXAMPLE)) {
            assertThat(second.exitCode()).isEqualTo(2);
            assertThat(second.rest()).contains("--admin-port").hasLineCount(1);
        }
    }

    @Test
    void aKeysFileWithMistakesIsRefusedWithAllOfThemAndNoneOfItsKeys() throws Exception {
        Path keys = Files.writeString(directory.resolve("keys"), "# mine\nRoot=secret1\nsecret2\nRoot=secret3\n");
        try (BrokerProcess broker = BrokerProcess.start(
                "--port", "0", "--admin-port", "0", "--config", EXAMPLE, "--keys-file", keys.toString())) {
            assertThat(broker.exitCode()).isEqualTo(2);
            assertThat(broker.rest()).contains("Line 3", "Line 4").doesNotContain("secret");
        }
    }

    @Test
    void aConfigurationWithMistakesIsRefusedWithAllOfThem() throws Exception {
        Path config = Files.writeString(directory.resolve("Config.json"), """
                {"UserConfig": {"Namespaces": [{"Name": "n", "Queues": [
                  {"Name": "q", "Properties": {"MaxDeliveryCount": -1, "ForwardTo": "nowhere"}}]}]}}""");
        try (BrokerProcess broker =
                BrokerProcess.start("--port", "0", "--admin-port", "0", "--config", config.toString())) {
            assertThat(broker.exitCode()).isEqualTo(2);
            assertThat(broker.rest()).contains("MaxDeliveryCount", "ForwardTo").hasLineCount(3);
        }
    }

    @Test
    void aDataDirectoryInUseIsSaidInOneSentenceWithItsRemedy() throws Exception {
        String[] arguments = {"--port", "0", "--admin-port", "0", "--config", EXAMPLE, "--data", directory.toString()};
        try (BrokerProcess first = BrokerProcess.start(arguments)) {
            first.connectionString();
            try (BrokerProcess second = BrokerProcess.start(arguments)) {
                assertThat(second.exitCode()).isEqualTo(2);
                assertThat(second.rest()).contains("another broker").hasLineCount(1);
            }
        }
    }
}
