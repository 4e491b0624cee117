package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of step, cancelled while Azure is at work on it, or keeps it waiting. */
@ExtendWith(StackExtension.class)
class CancelledStepTest {
    private static final int STEPS = 8;

    static Stream<StepKind> everyStep() {
        return Proving.now().some("cancelled", step -> true, STEPS).stream();
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("everyStep")
    void isTakenBack(StepKind step, LocalStack stack, ProofTable table) {
        Scene scene = Scene.in(stack, "cancelled-" + step);
        Azure standing = step.prepare(scene);
        Report.unlessItHolds(scene, standing, List.of("asked"), () -> proof(scene, standing, step));
        table.proved("cancelled while in flight", End.TAKEN_BACK.toString(), step);
    }

    private static void proof(Scene scene, Azure standing, StepKind step) {
        String resource = step.resourceIn(scene);
        // Held, so that the cancel comes neither before nor after the step.
        Fault held = scene.plant((step.longRunning()
                        ? Fault.of(FaultKind.STUCK, resource, 1)
                        : Fault.of(FaultKind.CONFLICT_IN_PROGRESS, resource, Trouble.FOR_EVER))
                .onMethod(step.method()));

        String id = step.ask(scene);
        scene.awaitFired(held);
        scene.stack().operator().cancel(id);
        scene.awaitUndo(id);
        scene.stack().arm().endWhatHangs(resource);
        RequestStatus status = scene.atRest(id);

        // What takes away has no way back: a person decides.
        Proofs.assertState(status, step.pivot() ? RequestState.PARKED : RequestState.CANCELLED);
        assertThat(status.cancelReason()).isNotBlank();
        scene.assertTakenBackOrKept(standing, step, status);
        scene.assertUnharmed(step);
    }
}
