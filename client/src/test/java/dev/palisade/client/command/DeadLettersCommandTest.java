package dev.palisade.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import com.azure.messaging.servicebus.models.SubQueue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.client.Palisade;
import dev.palisade.client.failure.ExitCode;
import dev.palisade.local.servicebus.ServiceBusBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as people type it, against a real broker. */
@Timeout(120)
class DeadLettersCommandTest {
    private static final String QUEUE = "palisade-science";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path home;

    private final ServiceBusBroker broker = DeadLetterBroker.start(QUEUE);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void refuseThree() {
        refuse("hello", "MALFORMED", "the body is not JSON\nand more");
        refuse(event("r-1"), "NOT_ALLOWED", "2 problems:\n1. one\n2. two");
        refuse(event("r-2"), "SCHEMA_VIOLATION", "/name: wrong");
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void listShowsEachWithAllThatIsWrongWithItAndChangesNothing() {
        assertThat(run("list")).isEqualTo(ExitCode.OK);
        assertThat(run("list")).isEqualTo(ExitCode.OK);

        assertThat(out.toString().lines().limit(9))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("3 dead letters of queue " + QUEUE + " at sb://"),
                        line -> assertThat(line).startsWith("SEQUENCE  AGE"),
                        line -> assertThat(line).contains("MALFORMED"),
                        line -> assertThat(line).isEqualTo("  the body is not JSON"),
                        line -> assertThat(line).isEqualTo("  and more"),
                        line -> assertThat(line)
                                .contains("NOT_ALLOWED", " r-1 ")
                                .endsWith(" delete.v1"),
                        line -> assertThat(line).isEqualTo("  2 problems:"),
                        line -> assertThat(line).startsWith("  1. "),
                        line -> assertThat(line).isEqualTo("  2. two"));
        assertThat(deadLetters()).hasSize(3);
    }

    @Test
    void listForProgramsHasEveryFieldOfEach() throws IOException {
        assertThat(run("list", "--output", "json", "--limit", "2")).isEqualTo(ExitCode.OK);

        JsonNode letters = JSON.readTree(out.toString()).path(0).path("deadLetters");
        assertThat(letters).hasSize(2);
        assertThat(letters.at("/1/reason").asText()).isEqualTo("NOT_ALLOWED");
        assertThat(letters.at("/1/description").asText()).endsWith("2. two");
        assertThat(letters.at("/1/eventId").asText()).isEqualTo("r-1");
        assertThat(letters.at("/1/body").asText()).isEqualTo(event("r-1"));
        assertThat(letters.at("/1/properties/colour").asText()).isEqualTo("blue");
    }

    @Test
    void showPrintsEverythingOfOne() {
        assertThat(run("show", sequenceOf("NOT_ALLOWED"))).isEqualTo(ExitCode.OK);

        assertThat(out.toString())
                .contains("NOT_ALLOWED", "  2. two", "Property colour", "blue", event("r-1"))
                .doesNotContain("Property DeadLetterReason");
    }

    @Test
    void aResubmittedMessageIsANewOneThatNamesTheOldAndTheOldOneIsGone() throws IOException {
        assertThat(run("resubmit", sequenceOf("NOT_ALLOWED")))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);

        ServiceBusReceivedMessage again = onlyWaiting();
        JsonNode event = JSON.readTree(again.getBody().toString());
        assertThat(again.getMessageId()).isEqualTo("r-1-r1");
        assertThat(again.getContentType()).isEqualTo("application/cloudevents+json");
        assertThat(again.getApplicationProperties())
                .containsEntry("resubmitOf", "r-1")
                .containsEntry("colour", "blue")
                .doesNotContainKeys("DeadLetterReason", "DeadLetterErrorDescription");
        assertThat(event.path("id").asText()).isEqualTo("r-1-r1");
        assertThat(event.path("resubmitof").asText()).isEqualTo("r-1");
        assertThat(event.path("data")).isEqualTo(JSON.readTree(event("r-1")).path("data"));
        assertThat(event.path("time").asText()).isGreaterThan("2026-");
        assertThat(deadLetters())
                .extracting(ServiceBusReceivedMessage::getDeadLetterReason)
                .containsExactly("MALFORMED", "SCHEMA_VIOLATION");
        assertThat(out.toString()).contains("as request r-1-r1, and completed it", "./palisade watch r-1-r1");
    }

    @Test
    void aMendedBodyIsSentInsteadAndTheIdGoesOnCounting() throws IOException {
        refuse(event("r-9-r1"), "UNKNOWN_TYPE", "no such type");
        Path mended =
                Files.writeString(home.resolve("mended.json"), event("whatever").replace("ws", "other"));

        assertThat(run("resubmit", sequenceOf("UNKNOWN_TYPE"), "--body", mended.toString()))
                .isEqualTo(ExitCode.OK);

        JsonNode event = JSON.readTree(onlyWaiting().getBody().toString());
        assertThat(event.path("id").asText()).isEqualTo("r-9-r2");
        assertThat(event.path("resubmitof").asText()).isEqualTo("r-9-r1");
        assertThat(event.at("/data/workspace").asText()).isEqualTo("other");
    }

    @Test
    void whatIsNoEventCannotBeSentAgainAsItIs() throws IOException {
        assertThat(run("resubmit", sequenceOf("MALFORMED"))).isEqualTo(ExitCode.REJECTED);
        assertThat(err.toString()).contains("Nothing was sent", "--body");
        assertThat(deadLetters()).hasSize(3);

        Path mended = Files.writeString(home.resolve("mended.json"), event("mine"));
        assertThat(run("resubmit", sequenceOf("MALFORMED"), "--body", mended.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(onlyWaiting().getMessageId()).startsWith("resubmitted-");
    }

    @Test
    void theDataAloneAreNoEventAndTheDeadLetterStaysWhereItIs() throws IOException {
        Path data = Files.writeString(
                home.resolve("data.json"),
                JSON.readTree(event("r-1")).path("data").toString());

        assertThat(run("resubmit", sequenceOf("NOT_ALLOWED"), "--body", data.toString()))
                .isEqualTo(ExitCode.REJECTED);

        assertThat(err.toString()).contains("lacks specversion, type, source, data", "Nothing was sent");
        assertThat(deadLetters()).hasSize(3);
        assertThat(peek(SubQueue.NONE)).isEmpty();
    }

    @Test
    void aDeadLetterWhoseSuccessorTheBrokerDoesNotTakeStaysWhereItIs() throws IOException {
        Path large = Files.writeString(home.resolve("large.json"), event("r-1").replace("ws", "w".repeat(300_000)));

        assertThat(run("resubmit", sequenceOf("NOT_ALLOWED"), "--body", large.toString()))
                .isEqualTo(ExitCode.UNAVAILABLE);

        assertThat(err.toString()).contains("larger than the queue takes");
        assertThat(deadLetters()).hasSize(3);
        assertThat(peek(SubQueue.NONE)).isEmpty();
    }

    @Test
    void nothingIsDiscardedWithoutAYes() {
        String sequence = sequenceOf("SCHEMA_VIOLATION");

        assertThat(run("discard", sequence)).isEqualTo(ExitCode.REJECTED);
        assertThat(err.toString()).contains("would delete dead letter " + sequence, "event r-2", "--yes");
        assertThat(deadLetters()).hasSize(3);

        assertThat(run("discard", sequence, "--yes")).isEqualTo(ExitCode.OK);
        assertThat(deadLetters())
                .extracting(ServiceBusReceivedMessage::getDeadLetterReason)
                .containsExactly("MALFORMED", "NOT_ALLOWED");
        assertThat(run("discard", sequence, "--yes")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(err.toString()).contains("There is no dead letter " + sequence);
    }

    @Test
    void aSubscriptionsAreListedAndDiscardedButNotSentToTheWholeTopicAgain() {
        DeadLetterBroker.refuseOnSubscription(clients(), event("o-1"));

        assertThat(run("list", "--subscription", "outcomes/all")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("1 dead letter of subscription outcomes/all", "UNREADABLE", "o-1");
        assertThat(run("resubmit", "1", "--subscription", "outcomes/all")).isEqualTo(ExitCode.REJECTED);
        assertThat(err.toString()).contains("every subscription again");
        assertThat(run("discard", "1", "--yes", "--subscription", "outcomes/all"))
                .isEqualTo(ExitCode.OK);
        assertThat(run("show", "1", "--subscription", "outcomes/all")).isEqualTo(ExitCode.UNAVAILABLE);
    }

    @Test
    void aQueueThatIsNotThereIsSaid() {
        assertThat(run("list", "--queue", "nowhere")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(err.toString()).contains("Service Bus has no queue nowhere");
    }

    private static String event(String id) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"urn:t\",\"time\":\"2020-01-01T00:00:00Z\","
                + "\"type\":\"dev.palisade.request.delete.v1\",\"data\":{\"workspace\":\"ws\"}}";
    }

    private void refuse(String body, String reason, String description) {
        try (var sender = clients().sender().queueName(QUEUE).buildClient();
                ServiceBusReceiverClient receiver =
                        clients().receiver().queueName(QUEUE).buildClient()) {
            ServiceBusMessage message = new ServiceBusMessage(BinaryData.fromString(body));
            message.getApplicationProperties().put("colour", "blue");
            sender.sendMessage(message);
            receiver.deadLetter(
                    receiver.receiveMessages(1, Duration.ofSeconds(20))
                            .iterator()
                            .next(),
                    new DeadLetterOptions().setDeadLetterReason(reason).setDeadLetterErrorDescription(description));
        }
    }

    private String sequenceOf(String reason) {
        return deadLetters().stream()
                .filter(letter -> reason.equals(letter.getDeadLetterReason()))
                .map(letter -> String.valueOf(letter.getSequenceNumber()))
                .findFirst()
                .orElseThrow();
    }

    private ServiceBusReceivedMessage onlyWaiting() {
        List<ServiceBusReceivedMessage> waiting = peek(SubQueue.NONE);
        assertThat(waiting).hasSize(1);
        return waiting.get(0);
    }

    private List<ServiceBusReceivedMessage> deadLetters() {
        return peek(SubQueue.DEAD_LETTER_QUEUE);
    }

    private List<ServiceBusReceivedMessage> peek(SubQueue subQueue) {
        try (var receiver =
                clients().receiver().queueName(QUEUE).subQueue(subQueue).buildClient()) {
            return receiver.peekMessages(10, 0L).stream().toList();
        }
    }

    private ServiceBusClientBuilder clients() {
        return new ServiceBusClientBuilder().connectionString(broker.connectionString());
    }

    private int run(String... arguments) {
        CommandContext context = new CommandContext(
                home,
                Map.of(ServiceBusOptions.CONNECTION_VARIABLE, broker.connectionString()),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new CommandContext.Terminal(false, 100),
                Clock.systemUTC(),
                new SentMessages());
        List<String> line = new java.util.ArrayList<>(List.of("deadletters"));
        line.addAll(List.of(arguments));
        if (!line.contains("--queue") && !line.contains("--subscription")) {
            line.addAll(List.of("--queue", QUEUE));
        }
        return Palisade.commandLine(context).execute(line.toArray(String[]::new));
    }
}
