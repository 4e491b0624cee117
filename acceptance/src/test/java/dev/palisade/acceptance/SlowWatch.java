package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.acceptance.stack.CommandLine.Ran;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.acceptance.stack.LocalStackOptions;
import dev.palisade.acceptance.stack.Outcomes;
import dev.palisade.workflows.slowness.Where;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Everywhere that a slow wait is seen: in the metric, in the list, and on the topic. On a stack of its own, whose worker is soon impatient. */
record SlowWatch(LocalStack stack) implements AutoCloseable {
    private static final Duration ALLOWANCE = Duration.ofSeconds(3);
    private static final Path HOME = Path.of("..");
    private static final ObjectMapper JSON = new ObjectMapper();

    static SlowWatch start(Path directory) {
        return new SlowWatch(LocalStack.start(
                LocalStackOptions.of(directory, StackExtension.SPEED).withSlowAfter(ALLOWANCE)));
    }

    @Override
    public void close() {
        stack.close();
    }

    /** What the worker's metric says; -1 while it says nothing. It is shown before it is told. */
    int counted(Where where) {
        String meter = "palisade_requests_slow{where=\"" + where.name().toLowerCase(Locale.ROOT) + "\"} ";
        return stack.worker()
                .metrics()
                .lines()
                .filter(line -> line.startsWith(meter))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(meter.length())))
                .findFirst()
                .orElse(-1);
    }

    /** What {@code palisade list --slow} prints. */
    JsonNode listed() {
        Ran ran = stack.commandLine(HOME)
                .run(List.of("list", "--slow", "--after", ALLOWANCE.toSeconds() + "s", "--output", "json"));
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        return read(ran.output()).path("slow");
    }

    /** Nothing if that request is not slow. */
    static JsonNode wait(JsonNode listed, String id) {
        return StreamSupport.stream(listed.spliterator(), false)
                .filter(row -> row.path("id").asText().equals(id))
                .findFirst()
                .orElseGet(JSON::createObjectNode);
    }

    /** The events that tell of it. */
    List<JsonNode> told(String id, Where where) {
        return new Outcomes(stack.bus().connectionString())
                .waiting().stream()
                        .filter(message -> properties(message, id, where))
                        .map(message -> read(message.getBody().toString()))
                        .toList();
    }

    boolean isTold(String id, Where where) {
        return !told(id, where).isEmpty();
    }

    private static boolean properties(ServiceBusReceivedMessage message, String id, Where where) {
        var properties = message.getApplicationProperties();
        return id.equals(properties.get("requestId"))
                && "slow".equals(properties.get("event"))
                && where.name().equals(properties.get("where"));
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(json, broken);
        }
    }
}
