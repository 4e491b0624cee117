package dev.palisade.local.servicebus;

import static dev.palisade.local.servicebus.SdkClients.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the broker's page tells a reader to do, done as it stands, but for the ports and the directory. */
@Timeout(60)
class BusPageTest {
    private static final Path PAGE = Path.of("../../docs/bus.md");
    private static final String COMMAND = "./palisade bus ";

    @TempDir
    private Path directory;

    @Test
    void thePagesConfigurationAndCommandsWorkAndPrintWhatItShows() throws Exception {
        Path config = Files.writeString(directory.resolve("Config.json"), block("json", "UserConfig"));
        String[] arguments = Arrays.stream(
                        block("sh", COMMAND).strip().substring(COMMAND.length()).split(" ", -1))
                .map(word -> word.equals("Config.json") ? config.toString() : word)
                .map(word -> word.equals("bus-data") ? directory.resolve(word).toString() : word)
                .toArray(String[]::new);

        try (BrokerProcess broker = BrokerProcess.start(
                Stream.concat(Stream.of("--port", "0", "--admin-port", "0"), Arrays.stream(arguments))
                        .toArray(String[]::new))) {
            String connection = broker.connectionString();
            try (SdkClients clients = new SdkClients(connection)) {
                ServiceBusMessage red = message("red");
                red.getApplicationProperties().put("color", "red");
                red.getApplicationProperties().put("quantity", 2);
                clients.topicSender("events").sendMessage(red);
                assertThat(clients.subscriptionReceiver("events", "red")
                                .peekMessage(0)
                                .getSubject())
                        .isEqualTo("red");
            }
            String administration = broker.line();
            assertThat(health(administration)).isEqualTo(200);
            assertThat(sendWithCurlsArguments(administration)).isEqualTo(201);
            try (SdkClients clients = new SdkClients(connection)) {
                ServiceBusReceivedMessage sent = clients.receiver("orders").peekMessage(0);
                assertThat(sent.getBody().toString()).isEqualTo("hello");
                assertThat(sent.getMessageId()).isEqualTo("order-1");
                assertThat(sent.getApplicationProperties()).isEqualTo(Map.of("colour", "red"));
            }
            broker.terminate();
            List<String> shown = block("", "Service Bus is ready").lines().toList();
            assertThat(withoutPorts(connection)).isEqualTo(withoutPorts(connectionString(shown.get(0))));
            assertThat(withoutPorts(administration)).isEqualTo(withoutPorts(shown.get(1)));
            assertThat(broker.rest().lines().toList()).isEqualTo(shown.subList(2, shown.size()));
        }
    }

    /** Asks for the health at the port that the broker says, by the path of the page's own command. */
    private static int health(String administration) throws Exception {
        return status(HttpRequest.newBuilder(url(block("sh", "/health"), administration)));
    }

    /** Sends what the page's own command would send. */
    private static int sendWithCurlsArguments(String administration) throws Exception {
        String command = block("sh", "/messages");
        HttpRequest.Builder request = HttpRequest.newBuilder(url(command, administration));
        Matcher headers = Pattern.compile("-H '([^:]+): ([^']*)'").matcher(command);
        while (headers.find()) {
            request.header(headers.group(1), headers.group(2));
        }
        String body = command.substring(command.indexOf("-d ") + "-d ".length()).strip();
        return status(request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static int status(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** The address in a command of the page, at the port that the broker says. */
    private static URI url(String command, String administration) {
        Matcher printed =
                Pattern.compile("health on http://127\\.0\\.0\\.1:(\\d+)/").matcher(administration);
        assertThat(printed.find()).as(administration).isTrue();
        Matcher written = Pattern.compile("http://127\\.0\\.0\\.1:5300/\\S*").matcher(command);
        assertThat(written.find()).as(command).isTrue();
        return URI.create(written.group().replace(":5300/", ":" + printed.group(1) + "/"));
    }

    private static String connectionString(String line) {
        return line.substring(line.indexOf("Endpoint="));
    }

    private static String withoutPorts(String text) {
        return text.replaceAll(":\\d+", ":PORT");
    }

    /** The block of that language that begins with or holds these words. */
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
