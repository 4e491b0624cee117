package dev.palisade.workflows.contract;

import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.request.Standing;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/** One message, from acceptance to a resting state: observe, plan, approve, apply, verify, report. */
@WorkflowInterface
public interface RequestWorkflow {

    /** Always completes with a status in a resting state; a cancel of ours is no exception to that. */
    @WorkflowMethod(name = "Request")
    RequestStatus run(Request request);

    @SignalMethod
    void turnGranted(TurnGranted turn);

    /** Stops what has not begun, waits for what has, takes back what was done. */
    @SignalMethod
    void cancel(String reason);

    /** Lets a waiting plan run. Refused if the plan now waiting has another hash. */
    @UpdateMethod
    void approve(Approval approval);

    @UpdateValidatorMethod(updateName = "approve")
    void validateApproval(Approval approval);

    @QueryMethod
    RequestStatus status();

    /**
     * @param firstApply no generation stands: a failure takes everything back by default
     * @param standing null while nothing stands
     * @param attempted what the stuck request was to make, if its own attempt is asking; null otherwise
     * @param desiredBy the request that made the desired generation; null before the first
     */
    record TurnGranted(
            int generation,
            boolean firstApply,
            Ledger ledger,
            @Nullable Standing standing,
            @Nullable Standing attempted,
            @Nullable String desiredBy) {}

    /** @param approved false to refuse the plan */
    record Approval(String planHash, boolean approved, String by) {}
}
