package dev.palisade.acceptance;

import static dev.palisade.acceptance.Part.STORAGE;
import static dev.palisade.acceptance.Part.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.slowness.Where;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What makes no progress is seen where it waits: in the list, in the metric, and in one event on the topic. */
@Isolated("it brings a stack of its own, with a worker that is soon impatient")
class SlowRequestTest {
    @TempDir
    private Path directory;

    private LocalStack stack;
    private SlowWatch watch;

    @BeforeEach
    void start() {
        watch = SlowWatch.start(directory);
        stack = watch.stack();
    }

    @AfterEach
    void stop() {
        watch.close();
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
                        .allMatch(where -> watch.counted(where) == 1));
        Eventually.await(
                "each is told, which comes after it is counted",
                () -> watch.isTold(undecided, Where.APPROVAL)
                        && watch.isTold(stuck, Where.AZURE_OPERATION)
                        && watch.isTold(behind, Where.TURN));
        assertThat(scene.fired(never)).isEqualTo(1);
        JsonNode listed = watch.listed();
        assertThat(SlowWatch.wait(listed, undecided).path("where").asText()).isEqualTo("APPROVAL");
        assertThat(SlowWatch.wait(listed, stuck).path("where").asText()).isEqualTo("AZURE_OPERATION");
        assertThat(SlowWatch.wait(listed, stuck).path("step").asText()).isEqualTo("compute/cpucluster");
        assertThat(SlowWatch.wait(listed, stuck).path("resource").asText())
                .isEqualToIgnoringCase(scene.environment().compute());
        assertThat(SlowWatch.wait(listed, behind).path("where").asText()).isEqualTo("TURN");
        assertThat(SlowWatch.wait(listed, behind).path("heldBy").asText()).isEqualTo(stuck);
        assertThat(watch.told(undecided, Where.APPROVAL)).hasSize(1);
        assertThat(watch.told(stuck, Where.AZURE_OPERATION))
                .singleElement()
                .satisfies(
                        event -> assertThat(event.at("/data/wait/explanation").asText())
                                .contains("creating compute cluster cpucluster: Azure"));
        assertThat(watch.told(behind, Where.TURN))
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
            JsonNode listed = watch.listed();
            return SlowWatch.wait(listed, undecided).path("where").asText().equals("TEMPORAL")
                    && SlowWatch.wait(listed, unheard).path("where").asText().equals("QUEUE");
        });

        stack.worker().start();
        Proofs.assertState(scene.atRest(unheard), RequestState.READY);
        stack.temporal().kill();
        String unaccepted = scene.apply("4", Part.document(scene.environment(), STORAGE));
        // It counts what it saw last and the message, and tells of them after it has counted.
        Eventually.await(
                "what was seen last, and the message, are told",
                () -> watch.counted(Where.TEMPORAL) >= 2
                        && watch.isTold(undecided, Where.TEMPORAL)
                        && watch.isTold(unaccepted, Where.TEMPORAL));
        assertThat(watch.told(unaccepted, Where.TEMPORAL)).hasSize(1);

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
}
