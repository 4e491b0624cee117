package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone on the stack: what is killed here, all tests would miss. */
@Isolated
@ExtendWith(StackExtension.class)
class RestartTest {
    private static final String CLUSTER_STEP = "cluster/myaks";

    @Test
    void aWorkerKilledWhileAClusterIsBeingCreatedGoesOnWhereItWas(LocalStack stack) {
        Scene scene = Scene.in(stack, "workerkilled");
        stack.requests().apply("workerkilled-1", scene.environment().document());
        untilTheClusterIsInFlight(stack, "workerkilled-1");
        long killed = stack.worker().pid();

        stack.worker().kill();
        assertThat(ProcessHandle.of(killed)).isEmpty();
        assertThat(scene.field(scene.environment().cluster(), "/properties/provisioningState")
                        .asText())
                .isEqualTo("Creating");
        stack.worker().start();

        assertThat(stack.requests().atRest("workerkilled-1", Scene.PATIENCE).state())
                .isEqualTo(RequestState.READY);
        MainJobTest.assertSecured(scene);
    }

    @Test
    void aTemporalServerKilledInBetweenForgetsNothing(LocalStack stack) {
        Scene scene = Scene.in(stack, "temporalkilled");
        stack.requests().apply("temporalkilled-1", scene.environment().document());
        untilTheClusterIsInFlight(stack, "temporalkilled-1");

        stack.temporal().kill();
        stack.temporal().startAgain();

        assertThat(stack.requests().atRest("temporalkilled-1", Scene.PATIENCE).state())
                .isEqualTo(RequestState.READY);
        MainJobTest.assertSecured(scene);
    }

    private static void untilTheClusterIsInFlight(LocalStack stack, String id) {
        stack.requests()
                .until(
                        id,
                        status -> status.steps().stream()
                                .anyMatch(step ->
                                        step.stepId().equals(CLUSTER_STEP) && step.state() == StepState.IN_FLIGHT),
                        Scene.PATIENCE);
    }
}
