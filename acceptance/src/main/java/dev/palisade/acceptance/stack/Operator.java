package dev.palisade.acceptance.stack;

import dev.palisade.client.steering.PauseRegister;
import dev.palisade.client.steering.RequestSteering;
import dev.palisade.client.steering.Steering;
import dev.palisade.client.temporal.RequestReader;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.workflows.contract.EnvironmentWorkflow;
import dev.palisade.workflows.contract.ParentWorkflow;
import dev.palisade.workflows.contract.PauseWorkflow;
import dev.palisade.workflows.contract.PauseWorkflow.Pause;
import dev.palisade.workflows.contract.Request;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.util.Locale;

/** A person at the command line, by what the commands themselves call. */
public final class Operator {
    private static final String NAME = "the operator of this test";
    private static final String TO_FORGET = "to see what is forgotten";

    private final WorkflowClient temporal;
    private final RequestSteering steering;
    private final PauseRegister pauses;

    Operator(WorkflowClient temporal) {
        this.temporal = temporal;
        this.steering = new RequestSteering(
                temporal, new RequestReader(temporal, "the local stack", Clock.systemUTC()), Clock.systemUTC());
        this.pauses = new PauseRegister(temporal);
    }

    public void cancel(String requestId) {
        cancel(requestId, "to see what becomes of it");
    }

    public void cancel(String requestId, String reason) {
        steering.cancel(requestId, reason);
    }

    /** Begins a further attempt, and returns its id. */
    public String again(Steering as, String requestId) {
        Request attempt = steering.again(as, requestId, NAME);
        return attempt.workflowId().substring(Request.WORKFLOW_ID_PREFIX.length());
    }

    public void pause(String scope) {
        pauses.pause(new Pause(
                scope.toLowerCase(Locale.ROOT),
                NAME,
                "to see who waits",
                Clock.systemUTC().instant()));
    }

    public void unpause(String scope) {
        pauses.unpause(scope.toLowerCase(Locale.ROOT));
    }

    /** Closes its workflow without a word, as Temporal's own tools do. */
    public void terminate(String requestId) {
        temporal.newUntypedWorkflowStub(Request.WORKFLOW_ID_PREFIX + requestId).terminate("to see who cleans up");
    }

    /** The same for an environment, by its identity. */
    public void terminateEnvironment(String environment) {
        temporal.newUntypedWorkflowStub(EnvironmentWorkflow.WORKFLOW_ID_PREFIX + environment)
                .terminate(TO_FORGET);
    }

    /** The same for a shared thing, by its ARM ID. */
    public void terminateParent(String resource) {
        temporal.newUntypedWorkflowStub(ParentWorkflow.WORKFLOW_ID_PREFIX
                        + ResourceId.of(resource).key())
                .terminate(TO_FORGET);
    }

    /** The same for the register of all pauses. */
    public void terminatePauses() {
        temporal.newUntypedWorkflowStub(PauseWorkflow.WORKFLOW_ID).terminate(TO_FORGET);
    }
}
