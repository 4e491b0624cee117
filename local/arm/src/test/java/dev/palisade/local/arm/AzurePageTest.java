package dev.palisade.local.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the simulator's page tells a reader to do, done as it stands, but for the port and the directory of the key. */
@Timeout(60)
class AzurePageTest {
    private static final Path PAGE = Path.of("../../docs/azure.md");
    private static final String COMMAND = "./palisade azure ";
    private static final Pattern URL = Pattern.compile("https://127\\.0\\.0\\.1:8443([^\\s']*)");

    @TempDir
    private Path directory;

    @Test
    void thePagesCommandsWorkAndPrintWhatItShows() throws Exception {
        try (SimulatorProcess simulator = SimulatorProcess.start(arguments())) {
            ArmClient client = simulator.client(HttpClient.newBuilder()
                    .sslContext(Trust.in(directory.resolve("azure-tls").resolve("certificate.pem")))
                    .build());

            assertThat(withoutPort(simulator.firstLine()))
                    .isEqualTo(withoutPort(block("", "ready at").strip()));
            Answer group = send(client, block("sh", "customer-nsg"));
            assertThat(group.status()).isEqualTo(200);
            assertThat(group.body().path("name").asText()).isEqualTo("customer-nsg");
            assertThat(send(client, block("sh", "LATE_FAILURE")).status()).isEqualTo(201);
            assertThat(client.get("/simulator/faults").body().toString()).contains("LATE_FAILURE", "myaks");
            assertThat(put(client, block("sh", "Microsoft.Quota")).status()).isEqualTo(201);
            assertThat(send(client, block("sh", "8443/simulator\n")).body().toString())
                    .contains("/simulator/audit", "/simulator/clock", "LATE_FAILURE");
        }
    }

    private String[] arguments() throws Exception {
        List<String> words = new ArrayList<>(Arrays.asList(
                block("sh", COMMAND).strip().substring(COMMAND.length()).split(" ", -1)));
        words.replaceAll(word -> switch (word) {
            case "8443" -> "0";
            case "azure-tls" -> directory.resolve(word).toString();
            case "examples/world.json" -> DemoWorld.FILE.toString();
            default -> word;
        });
        return words.toArray(String[]::new);
    }

    /** Sends what the page's own command would send. */
    private static Answer send(ArmClient client, String command) {
        Matcher url = URL.matcher(command);
        assertThat(url.find()).as(command).isTrue();
        Matcher body = Pattern.compile("-d '([^']*)'").matcher(command);
        return body.find() ? client.post(url.group(1), body.group(1)) : client.get(url.group(1));
    }

    private static Answer put(ArmClient client, String command) {
        Matcher url = URL.matcher(command);
        Matcher body = Pattern.compile("-d '([^']*)'").matcher(command);
        assertThat(url.find() && body.find()).as(command).isTrue();
        return client.put(url.group(1), body.group(1));
    }

    private static String withoutPort(String text) {
        return text.replaceAll(":\\d+", ":PORT");
    }

    /** The block of that language that holds these words. */
    private static String block(String language, String words) throws Exception {
        Matcher blocks = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$").matcher(Files.readString(PAGE));
        while (blocks.find()) {
            if (blocks.group(1).equals(language) && blocks.group(2).contains(words)) {
                return blocks.group(2);
            }
        }
        throw new AssertionError(PAGE + " has no block of '" + language + "' with '" + words + "'");
    }
}
