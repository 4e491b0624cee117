package dev.palisade.worker.intake;

import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.start.RequestStart;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowStub;

/**
 * Starts request workflows. The workflow's id is the request's, and Temporal alone says whether it is taken, so that any number of
 * workers and redeliveries make one request.
 */
public final class TemporalRequestStarter implements RequestStarter {
    private final WorkflowClient client;
    private final EarlierRequest earlier;

    public TemporalRequestStarter(WorkflowClient client) {
        this.client = client;
        this.earlier = new EarlierRequest(client);
    }

    @Override
    public Started start(Request request) throws TemporalAwayException {
        try {
            return startOrCompare(request);
        } catch (WorkflowException | StatusRuntimeException away) {
            throw new TemporalAwayException(reason(away), away);
        }
    }

    private Started startOrCompare(Request request) {
        RequestWorkflow workflow = client.newWorkflowStub(RequestWorkflow.class, RequestStart.options(request));
        try {
            WorkflowStub.fromTyped(workflow).start(request);
            return new Started.Accepted();
        } catch (WorkflowExecutionAlreadyStarted taken) {
            return earlier.compare(request);
        }
    }

    /** gRPC's own words lie deepest; the SDK's wrap them in ids that say nothing of the cause. */
    private static String reason(RuntimeException failure) {
        Status status = Status.fromThrowable(failure);
        String description = status.getDescription();
        return "Temporal did not take a request: " + status.getCode() + (description == null ? "" : ", " + description);
    }
}
