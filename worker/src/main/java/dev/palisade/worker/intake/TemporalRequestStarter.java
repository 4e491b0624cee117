package dev.palisade.worker.intake;

import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.contract.TemporalNames;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributes;
import java.util.Locale;
import java.util.Map;

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
        RequestWorkflow workflow = client.newWorkflowStub(RequestWorkflow.class, options(request));
        try {
            WorkflowStub.fromTyped(workflow).start(request);
            return new Started.Accepted();
        } catch (WorkflowExecutionAlreadyStarted taken) {
            return earlier.compare(request);
        }
    }

    /** No run timeout: a request ends in a resting state, however long a person takes to approve it. */
    private static WorkflowOptions options(Request request) {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(request.workflowId())
                .setTaskQueue(TemporalNames.TASK_QUEUE)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                .setMemo(Map.of(TemporalNames.MEMO_DIGEST, request.digest()))
                .setTypedSearchAttributes(searchAttributes(request))
                .setStaticSummary(summary(request))
                .build();
    }

    private static SearchAttributes searchAttributes(Request request) {
        RequestState first = request.type() == RequestType.PLAN ? RequestState.PLANNING : RequestState.WAITING_FOR_TURN;
        return SearchAttributes.newBuilder()
                .set(TemporalNames.ENVIRONMENT, request.environment())
                .set(TemporalNames.TEAM, request.team())
                .set(TemporalNames.STATE, first.name())
                .set(TemporalNames.PROFILE, request.profile().name().toLowerCase(Locale.ROOT))
                .build();
    }

    private static String summary(Request request) {
        return request.type().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + request.name() + " for "
                + request.team();
    }

    /** gRPC's own words lie deepest; the SDK's wrap them in ids that say nothing of the cause. */
    private static String reason(RuntimeException failure) {
        Status status = Status.fromThrowable(failure);
        String description = status.getDescription();
        return "Temporal did not take a request: " + status.getCode() + (description == null ? "" : ", " + description);
    }
}
