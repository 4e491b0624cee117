package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.client.steering.Steering;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of step, in all the trouble that it can meet: it is done once, or taken back, or kept for a person as the status says. */
@ExtendWith(StackExtension.class)
class SagaTest {
    private static final int STEPS_EACH = 1;

    static Stream<Arguments> everyStepInAllTrouble() {
        return Proving.now().slice(Troubles.all().toList(), STEPS_EACH).stream()
                .map(chosen -> arguments(chosen.step(), chosen.trouble()));
    }

    @ParameterizedTest(name = "{0}: {1}", allowZeroInvocations = true)
    @MethodSource("everyStepInAllTrouble")
    void endsAsItMust(StepKind step, Trouble trouble, LocalStack stack, ProofTable table) {
        Scene scene = Scene.in(stack, step + "-" + trouble.word());
        Azure standing = step.prepare(scene);
        Report.unlessItHolds(scene, standing, List.of("asked"), () -> proof(scene, standing, step, trouble));
        table.proved(trouble.name(), trouble.end().toString(), step);
    }

    private static void proof(Scene scene, Azure standing, StepKind step, Trouble trouble) {
        String resource = step.resourceIn(scene);
        long effects = scene.effects(resource, step.effect());
        List<Fault> faults = trouble.on(step, resource);
        faults.forEach(scene::plant);

        String id = step.ask(scene);
        if (trouble.hangs()) {
            endOnceItIsGivenUp(scene, id, resource);
        }
        RequestStatus status = scene.atRest(id);

        Change.assertPlanned(status, step);
        faults.forEach(fault -> assertFired(scene, fault));
        switch (trouble.end()) {
            case DONE_ONCE -> Proofs.assertState(status, RequestState.READY);
            case TAKEN_BACK -> assertTakenBack(scene, standing, step, status, trouble.codeIn(faults));
            case PARKED -> {
                assertParked(scene, standing, step, status, trouble.codeIn(faults));
                goOn(scene, step, id, faults);
            }
        }
        if (trouble.end() != End.TAKEN_BACK) {
            step.done().accept(scene);
            assertDoneOnce(scene, step, faults, scene.effects(resource, step.effect()) - effects);
        }
        scene.assertUnharmed(step);
    }

    private static void assertFired(Scene scene, Fault fault) {
        if (fault.count() == Trouble.FOR_EVER) {
            assertThat(scene.fired(fault)).as("strikes of %s", fault.kind()).isPositive();
        } else {
            assertThat(scene.fired(fault)).as("strikes of %s", fault.kind()).isEqualTo(fault.count());
        }
    }

    private static void assertTakenBack(Scene scene, Azure standing, StepKind step, RequestStatus status, String code) {
        Proofs.assertState(status, step.failed());
        Screen.assertTellsWhatFailed(scene, status, step, code);
        scene.assertTakenBackOrKept(standing, step, status);
    }

    private static void assertParked(Scene scene, Azure standing, StepKind step, RequestStatus status, String code) {
        Proofs.assertState(status, RequestState.PARKED);
        if (status.differences().isEmpty()) {
            Screen.assertTellsWhatFailed(scene, status, step, code);
        } else {
            assertThat(step.longRunning()).as("that only reading back shows it").isFalse();
            Screen.assertTellsWhatDiffers(scene, status, step);
        }
        scene.assertRemainsAsTold(standing, status);
    }

    /** A person has mended the cause. */
    private static void goOn(Scene scene, StepKind step, String id, List<Fault> faults) {
        faults.forEach(fault -> scene.stack().arm().faults().remove(fault));
        String attempt = scene.stack().operator().again(Steering.RETRY, id);
        if (step.waitsForApproval()) {
            scene.stack().requests().approveAll(attempt, Scene.PATIENCE);
        }
        Proofs.assertState(scene.atRest(attempt), RequestState.READY);
    }

    /** What failed late was made, and is then made good: two effects, of which one made it. */
    private static void assertDoneOnce(Scene scene, StepKind step, List<Fault> faults, long effects) {
        boolean failedLate = faults.stream().anyMatch(fault -> fault.kind() == FaultKind.LATE_FAILURE);
        assertThat(effects)
                .as("how often %s was %s", step.resourceIn(scene), step.effect())
                .isBetween(1L, failedLate ? 2L : 1L);
    }

    /** Azure lets nobody at a resource while it works on it: the undo waits until Azure's support has ended what hangs. */
    private static void endOnceItIsGivenUp(Scene scene, String id, String resource) {
        scene.awaitUndo(id);
        scene.stack().arm().endWhatHangs(resource);
    }
}
