package dev.palisade.workflows.history;

import static dev.palisade.workflows.contract.RequestState.AWAITING_APPROVAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.EnvironmentWorkflow;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.contract.RequestWorkflow.Approval;
import dev.palisade.workflows.fake.Moments;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import io.temporal.client.WorkflowStub;
import java.time.Duration;

/** What several scenarios have in common. */
final class Scenes {
    private Scenes() {}

    /** Plays it to this end, and returns its workflow's id. */
    static String ended(Stage stage, Request request, RequestState end) {
        return ended(stage, stage.start(request), end);
    }

    static String ended(Stage stage, RequestWorkflow request, RequestState end) {
        assertThat(stage.result(request).state()).isEqualTo(end);
        return WorkflowStub.fromTyped(request).getExecution().getWorkflowId();
    }

    static String environment() {
        return EnvironmentWorkflow.WORKFLOW_ID_PREFIX + Plans.WORKSPACE.key();
    }

    static Request later(String id, RequestType type) {
        return Stage.request(id, type, Stage.LATER);
    }

    /** The second attempt at the first request. */
    static Request attempt(RequestType type) {
        return Stage.request("r1").again(2, type, "mina", Stage.LATER);
    }

    /** A dry run that an intake accepted which did not count attempts. */
    static Request ofBeforeAttempts(String id) {
        return later(id, RequestType.PLAN).again(0, RequestType.PLAN, null, Stage.LATER);
    }

    static void awaitApproval(RequestWorkflow request) {
        Moments.until(() -> request.status().state() == AWAITING_APPROVAL);
    }

    static void decide(RequestWorkflow request, boolean approved) {
        awaitApproval(request);
        request.approve(new Approval(request.status().plan().hash(), approved, "mina"));
    }

    static void cancel(Stage stage, String workflowId) {
        stage.client().newWorkflowStub(RequestWorkflow.class, workflowId).cancel("not needed any more");
    }

    /** Between two attempts of its await: the time-skipping server stops for ever if an activity loses its workflow while it runs. */
    static void terminateInFlight(Stage stage) {
        RequestWorkflow request = stage.start(Stage.request("r1"));
        while (request.status().steps().stream().noneMatch(step -> step.state() == StepState.IN_FLIGHT)) {
            stage.passes(Duration.ofMinutes(5));
        }
        WorkflowStub.fromTyped(request).terminate("a mistake");
    }
}
