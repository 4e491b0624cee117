package dev.palisade.acceptance;

import static dev.palisade.acceptance.Part.STORAGE;
import static dev.palisade.acceptance.Part.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.stack.CommandLine;
import dev.palisade.acceptance.stack.CommandLine.Ran;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.acceptance.stack.LocalStackOptions;
import dev.palisade.acceptance.stack.Outcomes;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.slowness.Where;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What makes no progress is seen where it waits: in the list, in the metric, and in one event on the topic. */
@Isolated("it brings a stack of its own, with a worker that is soon impatient")
class SlowRequestTest {
    private static final Path HOME = Path.of("..");
    private static final Duration ALLOWANCE = Duration.ofSeconds(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private LocalStack stack;
    private CommandLine commands;

    @BeforeEach
    void start() {
        stack = LocalStack.start(
                LocalStackOptions.of(directory, StackExtension.SPEED).withSlowAfter(ALLOWANCE));
        commands = stack.commandLine(HOME);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void anOperationThatNeverFinishesATurnThatIsHeldAndAnApprovalThatNobodyGives() {
        String undecided = awaitingApproval(Scene.in(stack, "slow-approval"));
        Scene scene = Scene.in(stack, "slow-azure");
        Fault never = scene.plant(
                Fault.of(FaultKind.STUCK, scene.environment().compute(), 1).onMethod("PUT"));
        String stuck = scene.apply("1", Part.document(scene.environment(), TRAINING));
        scene.awaitFired(never);
        String behind = scene.apply("2", Part.document(scene.environment(), STORAGE));

        Eventually.await(
                "the metric counts one wait for each",
                () -> Stream.of(Where.APPROVAL, Where.AZURE_OPERATION, Where.TURN)
                        .allMatch(where -> counted(where) == 1));
        Eventually.await(
                "each is told, which comes after it is counted",
                () -> isTold(undecided, Where.APPROVAL)
                        && isTold(stuck, Where.AZURE_OPERATION)
                        && isTold(behind, Where.TURN));
        assertThat(scene.fired(never)).isEqualTo(1);
        JsonNode listed = listed();
        assertThat(wait(listed, undecided).path("where").asText()).isEqualTo("APPROVAL");
        assertThat(wait(listed, stuck).path("where").asText()).isEqualTo("AZURE_OPERATION");
        assertThat(wait(listed, stuck).path("step").asText()).isEqualTo("compute/cpucluster");
        assertThat(wait(listed, stuck).path("resource").asText())
                .isEqualToIgnoringCase(scene.environment().compute());
        assertThat(wait(listed, behind).path("where").asText()).isEqualTo("TURN");
        assertThat(wait(listed, behind).path("heldBy").asText()).isEqualTo(stuck);
        assertThat(told(undecided, Where.APPROVAL)).hasSize(1);
        assertThat(told(stuck, Where.AZURE_OPERATION))
                .singleElement()
                .satisfies(
                        event -> assertThat(event.at("/data/wait/explanation").asText())
                                .contains("creating compute cluster cpucluster: Azure"));
        assertThat(told(behind, Where.TURN))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.at("/data/wait/heldBy").asText()).isEqualTo(stuck));
    }

    @Test
    void aRequestThatNoWorkerTakesUpAMessageThatNobodyAcceptsAndATemporalThatIsAway() {
        Scene scene = Scene.in(stack, "slow-nobody");
        String undecided = awaitingApproval(scene);
        stack.worker().kill();
        String unheard = scene.apply("3", Part.document(scene.environment(), STORAGE));

        Eventually.await("the list shows both", () -> {
            JsonNode listed = listed();
            return wait(listed, undecided).path("where").asText().equals("TEMPORAL")
                    && wait(listed, unheard).path("where").asText().equals("QUEUE");
        });

        stack.worker().start();
        Proofs.assertState(scene.atRest(unheard), RequestState.READY);
        stack.temporal().kill();
        String unaccepted = scene.apply("4", Part.document(scene.environment(), STORAGE));
        // It counts what it saw last and the message, and tells of them after it has counted.
        Eventually.await(
                "what was seen last, and the message, are told",
                () -> counted(Where.TEMPORAL) >= 2
                        && isTold(undecided, Where.TEMPORAL)
                        && isTold(unaccepted, Where.TEMPORAL));
        assertThat(told(unaccepted, Where.TEMPORAL)).hasSize(1);

        stack.temporal().startAgain();
        Proofs.assertState(scene.atRest(unaccepted), RequestState.READY);
    }

    /** A request that deletes something, and so asks. */
    private String awaitingApproval(Scene scene) {
        Proofs.assertState(
                scene.atRest(scene.apply("1", Part.document(scene.environment(), TRAINING))), RequestState.READY);
        ObjectNode deletion = Part.operation(scene.environment()).put("name", "cpucluster");
        String id = scene.ask(RequestType.COMPUTE_DELETE, "2", deletion);
        stack.requests().until(id, status -> status.state() == RequestState.AWAITING_APPROVAL, Scene.PATIENCE);
        return id;
    }

    private int counted(Where where) {
        String meter = "palisade_requests_slow{where=\"" + where.name().toLowerCase(Locale.ROOT) + "\"} ";
        return stack.worker()
                .metrics()
                .lines()
                .filter(line -> line.startsWith(meter))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(meter.length())))
                .findFirst()
                .orElse(-1);
    }

    private JsonNode listed() {
        Ran ran = commands.run(List.of("list", "--slow", "--after", ALLOWANCE.toSeconds() + "s", "--output", "json"));
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        return read(ran.output()).path("slow");
    }

    /** Nothing if that request is not slow. */
    private static JsonNode wait(JsonNode listed, String id) {
        return StreamSupport.stream(listed.spliterator(), false)
                .filter(row -> row.path("id").asText().equals(id))
                .findFirst()
                .orElseGet(JSON::createObjectNode);
    }

    /** The events that tell of it. */
    private List<JsonNode> told(String id, Where where) {
        return new Outcomes(stack.bus().connectionString())
                .waiting().stream()
                        .filter(message -> properties(message, id, where))
                        .map(message -> read(message.getBody().toString()))
                        .toList();
    }

    private boolean isTold(String id, Where where) {
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
