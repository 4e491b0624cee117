package dev.palisade.workflows.request;

import static dev.palisade.workflows.contract.RequestState.CANCELLED;
import static dev.palisade.workflows.contract.RequestState.READY;
import static dev.palisade.workflows.contract.RequestState.ROLLED_BACK;
import static dev.palisade.workflows.fake.Moments.cancelling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Fault;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import org.junit.jupiter.api.Test;

/** An operator has paused writes: what has not begun waits, visibly; what is in flight goes on. */
class PauseStoriesTest {
    private final FakeWorld world =
            new FakeWorld().wants(Plans.slow("cluster"), Plans.quick("subnet"), Plans.slow("compute", "subnet"));

    @Test
    void aPausedStepBeginsWhenThePauseIsOverAndTheOthersGoOn() {
        try (Stage stage = new Stage(world)) {
            world.at("begin", "subnet", id -> world.pause());
            world.at("pause", Plans.WORKSPACE.key(), id -> {
                RequestStatus status = status(stage, id);
                assertThat(status.paused()).contains("PAUSED");
                assertThat(progress(status, "subnet").state()).isEqualTo(StepState.WAITING);
                world.unpause();
            });
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("paused subnet", "pause " + Plans.WORKSPACE.key());
            assertThat(status.state()).isEqualTo(READY);
            assertThat(status.paused()).isNull();
            assertThat(world.created()).containsExactlyInAnyOrder("cluster", "subnet", "compute");
        }
    }

    @Test
    void anUndoThatIsPausedGoesOnAfterwards() {
        world.wants(Plans.slow("cluster"), Plans.slow("compute", "cluster")).withFault("compute", Fault.REFUSED);
        try (Stage stage = new Stage(world)) {
            world.at("undo", "cluster", id -> world.pause());
            world.at("pause", Plans.WORKSPACE.key(), id -> {
                assertThat(status(stage, id).paused()).contains("PAUSED");
                world.unpause();
            });
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("paused cluster", "pause " + Plans.WORKSPACE.key());
            assertThat(status.state()).isEqualTo(ROLLED_BACK);
            assertThat(world.standing()).isEmpty();
        }
    }

    @Test
    void aCancelGetsThroughAPause() {
        world.wants(Plans.slow("cluster"), Plans.slow("compute", "cluster"));
        try (Stage stage = new Stage(world)) {
            world.at("begin", "compute", id -> world.pause());
            world.at("pause", Plans.WORKSPACE.key(), cancelling(stage, id -> {
                stage.client().newWorkflowStub(RequestWorkflow.class, id).cancel("not needed any more");
                world.unpause();
            }));
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("paused compute", "pause " + Plans.WORKSPACE.key());
            assertThat(status.state()).isEqualTo(CANCELLED);
            assertThat(world.standing()).isEmpty();
            assertThat(status.cancelled().steps())
                    .filteredOn(step -> step.state() == StepState.DONE)
                    .extracting(StepProgress::stepId)
                    .as("what existed when it was cancelled")
                    .containsExactly("cluster");
        }
    }

    private static RequestStatus status(Stage stage, String workflowId) {
        return stage.client().newWorkflowStub(RequestWorkflow.class, workflowId).status();
    }

    private static StepProgress progress(RequestStatus status, String stepId) {
        return status.steps().stream()
                .filter(step -> step.stepId().equals(stepId))
                .findFirst()
                .orElseThrow();
    }
}
