package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.acceptance.stack.EnvironmentFixture;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.client.steering.Steering;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.contract.Undone;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of step done, then taken back by a cancel, while Azure fails the undo: once, or until a person has mended the cause. */
@ExtendWith(StackExtension.class)
class FailingUndoTest {

    static Stream<StepKind> everyUndo() {
        return StepKinds.all().filter(step -> !step.pivot());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyUndo")
    void thatFailsOnceIsTriedAgain(StepKind step, LocalStack stack) {
        Undoing undoing = Undoing.of(step, Scene.in(stack, "undo-once-" + step));
        Fault once = undoing.scene()
                .plant(Fault.of(FaultKind.SERVER_ERROR, undoing.resource(), 1).onMethod(undoing.method()));

        RequestStatus status = undoing.cancelled();

        assertThat(undoing.scene().fired(once)).isEqualTo(1);
        Proofs.assertState(status, RequestState.CANCELLED);
        undoing.assertTakenBack();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyUndo")
    void thatFailsForGoodIsStuckUntilAPersonHasMendedTheCause(StepKind step, LocalStack stack) {
        Undoing undoing = Undoing.of(step, Scene.in(stack, "undo-stuck-" + step));
        Fault lock = undoing.scene()
                .plant(Fault.refuse(undoing.resource(), 1, 409, "ScopeLocked", "It is locked.")
                        .onMethod(undoing.method()));

        RequestStatus stuck = undoing.cancelled();
        RequestStatus resumed = undoing.scene().atRest(stack.operator().again(Steering.RESUME, undoing.id()));

        assertThat(undoing.scene().fired(lock)).isEqualTo(1);
        Proofs.assertState(stuck, RequestState.STUCK);
        assertThat(stuck.undone())
                .filteredOn(undone -> undone.result() == Undone.Result.FAILED)
                .extracting(Undone::stepId)
                .containsExactly(step.step());
        Proofs.assertState(resumed, RequestState.ROLLED_BACK);
        undoing.assertTakenBack();
    }

    /** A step that is done, in a request that still waits for a compute which Azure never finishes. */
    private record Undoing(StepKind step, Scene scene, Azure standing, String id, String sentinel) {
        static Undoing of(StepKind step, Scene scene) {
            EnvironmentFixture environment = scene.environment();
            Azure standing = step.prepare(scene);
            String sentinel = environment.workspace() + "/computes/sentinel";
            scene.plant(Fault.of(FaultKind.STUCK, sentinel, 1).onMethod("PUT"));
            ObjectNode document = step.wanted(environment);
            document.withObjectProperty("on_failure").put("network", "restore");
            document.withArrayProperty("compute")
                    .add(environment.computeNamed("cpucluster").deepCopy().put("name", "sentinel"));
            String id = scene.apply("asked", document);
            if (step.waitsForApproval()) {
                scene.stack().requests().approve(id, Scene.PATIENCE);
            }
            scene.stack()
                    .requests()
                    .until(
                            id,
                            status -> status.state().resting()
                                    || (isIn(status, step.step(), StepState.DONE)
                                            && isIn(status, "compute/sentinel", StepState.IN_FLIGHT)),
                            Scene.PATIENCE);
            return new Undoing(step, scene, standing, id, sentinel);
        }

        private static boolean isIn(RequestStatus status, String stepId, StepState state) {
            return status.steps().stream().anyMatch(step -> step.stepId().equals(stepId) && step.state() == state);
        }

        String resource() {
            return step.resourceIn(scene);
        }

        String method() {
            return step.effect() == Effect.CREATED ? "DELETE" : step.method();
        }

        RequestStatus cancelled() {
            scene.stack().operator().cancel(id);
            scene.awaitUndo(id);
            scene.stack().arm().endWhatHangs(sentinel);
            return scene.atRest(id);
        }

        /** The doors too: the document says so. */
        void assertTakenBack() {
            assertThat(standing.changesTo(scene.now()))
                    .as("what remains in %s", scene.environment().group())
                    .isEmpty();
        }
    }
}
