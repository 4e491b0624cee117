package dev.palisade.acceptance;

import static dev.palisade.acceptance.Part.CLUSTER;
import static dev.palisade.acceptance.Part.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.acceptance.stack.WorkerProcess;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.EnvironmentWorkflow;
import dev.palisade.workflows.contract.ParentWorkflow;
import dev.palisade.workflows.contract.PauseWorkflow;
import dev.palisade.workflows.contract.RequestState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A worker is upgraded while a request is in the middle of a step and another waits for an approval: both end on the build that began them,
 * what is new and what lives on goes to the new one; and if the old one is gone too early, doctor names who waits for it.
 */
class UpgradeTest {
    /** Of the stack's own worker. */
    private static final String OLD = "test";

    private static final String NEW = "2026-11-23";
    /** Simulated. Whoever waits asks seldom. */
    private static final int BACK_OFF = (int) StackExtension.SPEED;

    private LocalStack stack;
    private Builds builds;

    @BeforeEach
    void start() throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "stack"));
        Path run = Files.createTempDirectory(directory, "upgrade").toAbsolutePath();
        stack = LocalStack.start(run, StackExtension.SPEED);
        builds = Builds.on(stack);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void requestsEndOnTheBuildThatBeganThemAndWhatLivesOnGoesToTheNewOne() {
        Scene busy = Scene.in(stack, "upgrade-busy");
        Fault untold =
                busy.plant(Fault.of(FaultKind.SERVER_ERROR, busy.environment().cluster(), Trouble.FOR_EVER)
                        .onMethod(FaultKind.POLL));
        String inFlight = busy.apply("1", Part.document(busy.environment(), CLUSTER));
        busy.awaitFired(untold);
        Scene waiting = Scene.in(stack, "upgrade-waiting");
        String awaiting = "upgrade-awaiting";
        deletionAwaitingApproval(waiting, awaiting);
        pauseAndUnpause(waiting);
        String old = Long.toString(stack.worker().pid());

        WorkerProcess next = stack.workerOf(NEW, true);
        next.start();
        Eventually.await("the new build is current", () -> builds.current().equals(NEW));
        Scene fresh = Scene.in(stack, "upgrade-fresh");
        String begun = fresh.apply("1", Part.document(fresh.environment(), TRAINING));
        Proofs.assertState(fresh.atRest(begun), RequestState.READY);
        stack.arm().faults().remove(untold);
        stack.requests().approve(awaiting, Scene.PATIENCE);
        Proofs.assertState(busy.atRest(inFlight), RequestState.READY);
        Proofs.assertState(waiting.atRest(awaiting), RequestState.READY);
        pauseAndUnpause(waiting);

        assertThat(builds.ofRequest(inFlight)).containsExactly(OLD);
        assertThat(builds.ofRequest(awaiting)).containsExactly(OLD);
        assertThat(builds.processesOf(inFlight)).containsExactly(old);
        assertThat(builds.processesOf(awaiting)).containsExactly(old);
        assertThat(builds.ofRequest(begun)).containsExactly(NEW);
        assertMovedOn(
                EnvironmentWorkflow.WORKFLOW_ID_PREFIX + busy.environment().environment());
        assertMovedOn(
                EnvironmentWorkflow.WORKFLOW_ID_PREFIX + waiting.environment().environment());
        assertMovedOn(PauseWorkflow.WORKFLOW_ID);
        assertMovedOn(ParentWorkflow.WORKFLOW_ID_PREFIX
                + waiting.environment().virtualNetwork().toLowerCase(Locale.ROOT));
        Secured.isProvisioned(busy, busy.environment().cluster());
        Secured.isGone(waiting, waiting.environment().compute());
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void thePageFollowedWhileOldWorkersDieTooEarly() {
        Scene busy = Scene.in(stack, "page-upgrade-busy");
        Fault barrier = busy.plant(
                Fault.of(FaultKind.CONFLICT_IN_PROGRESS, busy.environment().compute(), Trouble.FOR_EVER)
                        .onMethod("PUT")
                        .withRetryAfter(BACK_OFF));
        stack.requests().apply("night-shift", Part.document(busy.environment(), TRAINING));
        busy.awaitFired(barrier);
        Scene waiting = Scene.in(stack, "page-upgrade-waiting");
        deletionAwaitingApproval(waiting, "left-behind");

        UpgradePage.of(stack, OLD, NEW)
                .before("night-shift", () -> stack.arm().faults().remove(barrier))
                .follow();

        assertThat(builds.ofRequest("night-shift")).containsExactly(OLD);
        assertThat(builds.ofRequest("left-behind")).containsExactly(OLD, NEW);
        Secured.isProvisioned(busy, busy.environment().compute());
        assertThat(busy.effects(busy.environment().compute(), Effect.CREATED)).isEqualTo(1);
        Secured.isGone(waiting, waiting.environment().compute());
        busy.assertNothingForeignTouched();
        waiting.assertNothingForeignTouched();
    }

    /** An environment with training compute, and a request of this id to delete that, which waits for a person. */
    private void deletionAwaitingApproval(Scene scene, String id) {
        Proofs.assertState(
                scene.atRest(scene.apply("standing", Part.document(scene.environment(), TRAINING))),
                RequestState.READY);
        stack.requests()
                .ask(
                        RequestType.COMPUTE_DELETE,
                        id,
                        Part.operation(scene.environment()).put("name", "cpucluster"));
        stack.requests().until(id, status -> status.state() == RequestState.AWAITING_APPROVAL, Scene.PATIENCE);
    }

    private void pauseAndUnpause(Scene scene) {
        stack.operator().pause(scene.environment().workspace());
        stack.operator().unpause(scene.environment().workspace());
    }

    private void assertMovedOn(String workflowId) {
        Eventually.await(
                workflowId + " has moved on", () -> builds.of(workflowId).equals(List.of(OLD, NEW)));
    }
}
