package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of step, disturbed in each way that it can be: it is done once, or it is taken back. */
@ExtendWith(StackExtension.class)
class DisturbedStepTest {

    /** What never finishes takes longest, and so begins first. */
    static Stream<Arguments> everyStepInEveryWay() {
        return Arrays.stream(Disturbance.values())
                .flatMap(how -> StepKinds.all().filter(how::canHappenTo).map(step -> arguments(step, how)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyStepInEveryWay")
    void isDoneOnceOrTakenBack(StepKind step, Disturbance how, LocalStack stack) {
        Scene scene =
                Scene.in(stack, step + "-" + how.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        Azure standing = step.prepare(scene);
        String resource = step.resourceIn(scene);
        long effects = scene.effects(resource, step.effect());
        List<Fault> faults = how.on(step, resource);
        faults.forEach(scene::plant);

        String id = step.ask(scene);
        if (how == Disturbance.NEVER_FINISHES) {
            endOnceItIsGivenUp(scene, id, resource);
        }
        RequestStatus status = scene.atRest(id);

        assertThat(faults)
                .allSatisfy(fault -> assertThat(scene.fired(fault))
                        .as("strikes of %s", fault.kind())
                        .isEqualTo(fault.count()));
        if (how.passes()) {
            Proofs.assertState(status, RequestState.READY);
            step.done().accept(scene);
            assertThat(scene.effects(resource, step.effect()) - effects)
                    .as("how often %s was %s", resource, step.effect())
                    .isEqualTo(1);
        } else {
            Proofs.assertState(status, step.failed());
            assertThat(status.failedStep()).isEqualTo(step.step());
            scene.assertTakenBackTo(standing);
        }
        scene.assertNothingForeignTouched();
    }

    /** Azure lets nobody at a resource while it works on it: the undo waits until Azure's support has ended what hangs. */
    private static void endOnceItIsGivenUp(Scene scene, String id, String resource) {
        scene.awaitUndo(id);
        scene.stack().arm().endWhatHangs(resource);
    }
}
