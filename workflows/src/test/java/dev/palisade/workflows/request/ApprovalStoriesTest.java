package dev.palisade.workflows.request;

import static dev.palisade.workflows.contract.RequestState.AWAITING_APPROVAL;
import static dev.palisade.workflows.contract.RequestState.CANCELLED;
import static dev.palisade.workflows.contract.RequestState.READY;
import static dev.palisade.workflows.contract.RequestState.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.contract.RequestWorkflow.Approval;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Fault;
import dev.palisade.workflows.fake.Moments;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import io.temporal.client.WorkflowUpdateException;
import org.junit.jupiter.api.Test;

class ApprovalStoriesTest {
    private final FakeWorld world = new FakeWorld()
            .wants(Plans.quick("subnet"), Plans.slow("cluster", "subnet"))
            .needsApproval();

    @Test
    void theRightHashLetsThePlanRunAndTheWaitHoldsNoTurn() {
        try (Stage stage = new Stage(world)) {
            RequestWorkflow request = waiting(stage);

            assertThat(stage.environment().holder()).isNull();
            assertThat(world.standing()).isEmpty();
            request.approve(new Approval(request.status().plan().hash(), true, "mina"));

            assertThat(stage.result(request).state()).isEqualTo(READY);
            assertThat(world.standing()).containsExactly("cluster", "subnet");
            assertThat(world.published())
                    .extracting(outcome -> outcome.status().state())
                    .containsExactly(AWAITING_APPROVAL, READY);
            assertThat(world.published())
                    .extracting(outcome -> outcome.sequence())
                    .containsExactly(1, 2);
        }
    }

    @Test
    void anotherHashIsRefusedAndNamesTheOneThatWaits() {
        try (Stage stage = new Stage(world)) {
            RequestWorkflow request = waiting(stage);

            assertThatThrownBy(() -> request.approve(new Approval("plan:other", true, "mina")))
                    .isInstanceOf(WorkflowUpdateException.class)
                    .rootCause()
                    .hasMessageContaining("plan:subnet+cluster");
            assertThat(request.status().state()).isEqualTo(AWAITING_APPROVAL);
            request.cancel("enough");
            assertThat(stage.result(request).state()).isEqualTo(CANCELLED);
            assertThat(world.standing()).isEmpty();
        }
    }

    @Test
    void aPlanThatGrewMeanwhileIsAskedForAgain() {
        try (Stage stage = new Stage(world)) {
            RequestWorkflow request = waiting(stage);
            world.wants(Plans.quick("subnet"), Plans.slow("cluster", "subnet"), Plans.slow("compute"));
            request.approve(new Approval("plan:subnet+cluster", true, "mina"));
            Moments.until(() -> request.status().plan().hash().equals("plan:subnet+cluster+compute")
                    && request.status().state() == AWAITING_APPROVAL);

            assertThat(world.standing()).isEmpty();
            request.approve(new Approval("plan:subnet+cluster+compute", true, "mina"));
            assertThat(stage.result(request).state()).isEqualTo(READY);
            assertThat(world.standing()).containsExactly("cluster", "compute", "subnet");
        }
    }

    @Test
    void aPartOfWhatWasApprovedRunsWithoutAskingAgain() {
        try (Stage stage = new Stage(world)) {
            RequestWorkflow request = waiting(stage);
            world.alreadyHas("subnet");
            request.approve(new Approval("plan:subnet+cluster", true, "mina"));

            assertThat(stage.result(request).state()).isEqualTo(READY);
            assertThat(world.created()).containsExactly("cluster");
        }
    }

    @Test
    void aWorldThatChangesDuringTheWorkNeedsNoSecondWordForTheRest() {
        world.withFault("cluster", Fault.WORLD_CHANGED);
        try (Stage stage = new Stage(world)) {
            RequestWorkflow request = waiting(stage);
            request.approve(new Approval("plan:subnet+cluster", true, "mina"));

            assertThat(stage.result(request).state()).isEqualTo(READY);
            assertThat(world.fired()).contains("WORLD_CHANGED cluster");
        }
    }

    @Test
    void aRefusalRejectsAndTouchesNothing() {
        try (Stage stage = new Stage(world)) {
            RequestWorkflow request = waiting(stage);
            request.approve(new Approval("plan:subnet+cluster", false, "mina"));
            RequestStatus status = stage.result(request);

            assertThat(status.state()).isEqualTo(REJECTED);
            assertThat(status.failure().message()).contains("mina refused");
            assertThat(world.standing()).isEmpty();
            assertThat(stage.environment().desired()).isNull();
        }
    }

    @Test
    void aPlanNobodyLooksAtExpires() {
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(status.state()).isEqualTo(REJECTED);
            assertThat(status.failure().code()).isEqualTo("APPROVAL_EXPIRED");
            assertThat(world.standing()).isEmpty();
        }
    }

    private static RequestWorkflow waiting(Stage stage) {
        RequestWorkflow request = stage.start(Stage.request("r1"));
        Moments.until(() -> request.status().state() == AWAITING_APPROVAL);
        return request;
    }
}
