package dev.palisade.client.steering;

import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.TemporalNames;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import java.util.Locale;
import java.util.Map;

/** How a further attempt is started: found by the same searches as the message's own, and never twice. */
final class AttemptOptions {
    private AttemptOptions() {}

    static WorkflowOptions of(Request attempt) {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(attempt.workflowId())
                .setTaskQueue(TemporalNames.TASK_QUEUE)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                .setMemo(Map.of(TemporalNames.MEMO_DIGEST, attempt.digest()))
                .setTypedSearchAttributes(SearchAttributes.newBuilder()
                        .set(TemporalNames.ENVIRONMENT, attempt.environment())
                        .set(TemporalNames.TEAM, attempt.team())
                        .set(TemporalNames.STATE, RequestState.WAITING_FOR_TURN.name())
                        .set(TemporalNames.PROFILE, attempt.profile().name().toLowerCase(Locale.ROOT))
                        .build())
                .setStaticSummary("attempt " + attempt.attempt() + ", "
                        + attempt.type().name().toLowerCase(Locale.ROOT) + " " + attempt.name() + ", asked by "
                        + attempt.by())
                .build();
    }
}
