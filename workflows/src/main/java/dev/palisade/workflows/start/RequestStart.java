package dev.palisade.workflows.start;

import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.TemporalNames;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import java.util.Locale;
import java.util.Map;

/** Options for the start of a request, or of a further attempt at it. */
public final class RequestStart {
    private RequestStart() {}

    /**
     * A start whose id is taken fails with {@link io.temporal.client.WorkflowExecutionAlreadyStarted}. No run timeout: a request ends in a
     * resting state, however long a person takes to approve it.
     */
    public static WorkflowOptions options(Request request) {
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
        String what = request.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String again = request.attempt() > 1 ? ", attempt " + request.attempt() + " by " + request.by() : "";
        return what + " " + request.name() + " for " + request.team() + again;
    }
}
