package dev.palisade.workflows.request;

import static dev.palisade.workflows.contract.RequestState.AWAITING_APPROVAL;
import static dev.palisade.workflows.contract.RequestState.CANCELLED;
import static dev.palisade.workflows.contract.RequestState.PARKED;
import static dev.palisade.workflows.contract.RequestState.READY;
import static dev.palisade.workflows.contract.RequestState.REJECTED;
import static dev.palisade.workflows.contract.RequestState.ROLLED_BACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Ended;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.contract.RequestWorkflow.Approval;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Fault;
import dev.palisade.workflows.fake.Moments;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import io.temporal.client.WorkflowStub;
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
            assertThat(world.topic().told("r1"))
                    .as("planned once, though it was planned again when it was approved")
                    .startsWith("accepted", "planned", "awaiting_approval", "step.started subnet")
                    .endsWith("ready");
            assertThat(world.topic().endings())
                    .extracting(RequestStatus::state)
                    .containsExactly(AWAITING_APPROVAL, READY);
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

    @Test
    void aPlanThatGrowsDuringTheWorkIsAskedForAgainWithoutATurn() {
        try (Stage stage = new Stage(world)) {
            RequestWorkflow request = grownInTheMiddle(stage);

            assertThat(world.standing()).containsExactly("subnet");
            assertThat(stage.environment().holder()).isNull();
            assertThat(stage.environment().ledger().entries())
                    .as("what was done stays registered")
                    .extracting(LedgerEntry::reference)
                    .contains("r1|subnet");
            assertThat(request.status().plan().steps())
                    .extracting(Step::id)
                    .containsExactly("subnet", "cluster", "compute");
            request.approve(new Approval("plan:cluster+compute", true, "mina"));

            assertThat(stage.result(request).state()).isEqualTo(READY);
            assertThat(world.created()).containsExactly("subnet", "cluster", "compute");
            assertThat(stage.environment().away()).isEmpty();
            assertThat(stage.environment().ledger().entries()).hasSize(3);
        }
    }

    @Test
    void whoRefusesTheRestKeepsWhatIsDone() {
        try (Stage stage = new Stage(world)) {
            RequestWorkflow request = grownInTheMiddle(stage);
            request.approve(new Approval("plan:cluster+compute", false, "mina"));
            RequestStatus status = stage.result(request);

            assertThat(status.state()).isEqualTo(PARKED);
            assertThat(status.failure().code()).isEqualTo("APPROVAL_REFUSED");
            assertThat(status.steps())
                    .extracting(StepProgress::state)
                    .containsExactly(StepState.DONE, StepState.NOT_BEGUN, StepState.NOT_BEGUN);
            assertThat(world.standing()).containsExactly("subnet");
            assertThat(stage.environment().desired().requestId()).isEqualTo("r1");
        }
    }

    @Test
    void whoRefusesTheRestOfAnOvertakenRequestKeepsTheDocumentThatOvertookIt() {
        JsonNode second = JsonNodeFactory.instance.objectNode().put("name", "second");
        try (Stage stage = new Stage(world)) {
            RequestWorkflow request = grownInTheMiddle(stage);
            world.needsApproval(false).wants().standsFor(second);
            assertThat(stage.play(Stage.request("r2", RequestType.APPLY, Stage.LATER))
                            .state())
                    .isEqualTo(READY);
            request.approve(new Approval("plan:cluster+compute", false, "mina"));
            RequestStatus status = stage.result(request);

            assertThat(status.state()).isEqualTo(PARKED);
            assertThat(world.standing()).containsExactly("subnet");
            assertThat(stage.environment().desired().requestId()).isEqualTo("r2");
            assertThat(stage.environment().standing().document()).isEqualTo(second);
            assertThat(stage.environment().ledger().entries())
                    .as("what it did is owned")
                    .extracting(LedgerEntry::reference)
                    .contains("r1|subnet");
        }
    }

    /** Although every signal comes twice, the grant of its turn too. */
    @Test
    void whoCancelsInsteadOfApprovingTheRestLeavesNothing() {
        try (Stage stage = new Stage(world)) {
            RequestWorkflow request = grownInTheMiddle(stage);
            request.cancel("enough");

            assertThat(stage.result(request).state()).isEqualTo(CANCELLED);
            assertThat(world.standing()).isEmpty();
            assertThat(stage.environment().ledger().entries()).isEmpty();
        }
    }

    @Test
    void whoCancelsInsteadOfApprovingTheRestTakesBackWhatIsDoneInTurn() {
        try (Stage stage = Stage.withoutRepetition(world)) {
            RequestWorkflow request = grownInTheMiddle(stage);
            request.cancel("enough");
            RequestStatus status = stage.result(request);

            assertThat(status.state()).isEqualTo(CANCELLED);
            assertThat(world.standing()).isEmpty();
            assertThat(stage.environment().ledger().entries()).isEmpty();
            assertThat(stage.environmentCalls()).endsWith("askTurn r1", "release r1 CANCELLED");
        }
    }

    @Test
    void whoIsTerminatedWhileItsRestWaitsForApprovalIsUndoneBeforeTheNextHasATurn() {
        try (Stage stage = new Stage(world)) {
            RequestWorkflow request = grownInTheMiddle(stage);
            Moments.untilIdle(stage, "request/r1");
            WorkflowStub.fromTyped(request).terminate("a mistake");
            world.wants();
            RequestStatus next = stage.play(Stage.request("r2"));

            assertThat(next.state()).isEqualTo(READY);
            assertThat(world.standing()).isEmpty();
            assertThat(stage.environment().ended()).extracting(Ended::state).containsExactly(ROLLED_BACK, READY);
        }
    }

    /** The first step is done; then the world has changed, and there is more to do than was approved. */
    private RequestWorkflow grownInTheMiddle(Stage stage) {
        world.withFault("cluster", Fault.WORLD_CHANGED);
        RequestWorkflow request = waiting(stage);
        world.at(
                "begin",
                "cluster",
                id -> world.wants(
                        Plans.quick("subnet"), Plans.slow("cluster", "subnet"), Plans.slow("compute", "cluster")));
        request.approve(new Approval("plan:subnet+cluster", true, "mina"));
        Moments.until(() -> request.status().state() == AWAITING_APPROVAL
                && world.standing().contains("subnet"));
        assertThat(world.fired()).contains("begin cluster", "WORLD_CHANGED cluster");
        return request;
    }

    private static RequestWorkflow waiting(Stage stage) {
        RequestWorkflow request = stage.start(Stage.request("r1"));
        Moments.until(() -> request.status().state() == AWAITING_APPROVAL);
        return request;
    }
}
