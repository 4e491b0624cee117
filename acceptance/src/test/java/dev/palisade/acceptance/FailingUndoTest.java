package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.client.steering.Steering;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.Undone;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of step done, then taken back by a cancel, while Azure fails the undo: once, or until a person has mended the cause. */
@ExtendWith(StackExtension.class)
class FailingUndoTest {
    private static final int STEPS = 6;

    static Stream<StepKind> someUndos() {
        return Proving.now().some("undo fails", step -> !step.pivot(), STEPS).stream();
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("someUndos")
    void thatFailsOnceIsTriedAgain(StepKind step, LocalStack stack, ProofTable table) {
        Undoing undoing = Undoing.of(step, Scene.in(stack, "undo-once-" + step));
        Report.unlessItHolds(undoing.scene(), undoing.standing(), List.of("asked"), () -> triedAgain(undoing));
        table.proved("undo fails once", End.TAKEN_BACK.toString(), step);
    }

    private static void triedAgain(Undoing undoing) {
        Fault once = undoing.scene()
                .plant(Fault.of(FaultKind.SERVER_ERROR, undoing.resource(), 1).onMethod(undoing.method()));

        RequestStatus status = undoing.cancelled();

        assertThat(undoing.scene().fired(once)).isEqualTo(1);
        Proofs.assertState(status, RequestState.CANCELLED);
        undoing.assertTakenBack();
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("someUndos")
    void thatFailsForGoodIsStuckUntilAPersonHasMendedTheCause(StepKind step, LocalStack stack, ProofTable table) {
        Undoing undoing = Undoing.of(step, Scene.in(stack, "undo-stuck-" + step));
        Report.unlessItHolds(undoing.scene(), undoing.standing(), List.of("asked"), () -> stuckAndResumed(undoing));
        table.proved("undo fails for good", "stuck, then taken back", step);
    }

    private static void stuckAndResumed(Undoing undoing) {
        Scene scene = undoing.scene();
        Fault lock = scene.plant(Fault.refuse(undoing.resource(), 1, 409, "ScopeLocked", "It is locked.")
                .onMethod(undoing.method()));

        RequestStatus stuck = undoing.cancelled();
        assertThat(scene.fired(lock)).isEqualTo(1);
        Proofs.assertState(stuck, RequestState.STUCK);
        assertThat(stuck.undone())
                .filteredOn(undone -> undone.result() == Undone.Result.FAILED)
                .extracting(Undone::stepId)
                .containsExactly(undoing.step().step());
        Screen.assertTellsWhatFailed(scene, stuck, undoing.step(), "ScopeLocked");

        RequestStatus resumed = scene.atRest(scene.stack().operator().again(Steering.RESUME, undoing.id()));
        Proofs.assertState(resumed, RequestState.ROLLED_BACK);
        undoing.assertTakenBack();
    }
}
