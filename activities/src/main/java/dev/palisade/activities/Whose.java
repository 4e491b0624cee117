package dev.palisade.activities;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.activities.arm.OwnershipMark;
import dev.palisade.activities.kind.ArmKinds;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.StepActivities.StepCall;
import java.util.List;

/** Who made the resource that a creation meets. */
enum Whose {
    THIS_REQUESTS,
    /** Of an earlier request of the same environment. */
    THIS_ENVIRONMENTS,
    FOREIGN;

    /**
     * Where there are no tags: what we have just sent and now meet as we sent it is this request's, and so is what the plan has seen in its place
     * ({@code before}) and takes over by the ledger. Anything else is not ours.
     */
    static Whose of(StepCall call, SentWrites sent, JsonNode resource, boolean asAsked) {
        if (!ArmKinds.creatable(call.step().kind()).bearsTags()) {
            boolean justSent = sent.mayHaveActed() && asAsked;
            return justSent || isTakenOver(call.step(), resource) ? THIS_REQUESTS : FOREIGN;
        }
        OwnershipMark mark = new OwnershipMark(call.environment(), call.requestId());
        if (mark.isOn(resource)) {
            return THIS_REQUESTS;
        }
        return mark.isOfEnvironment(resource) ? THIS_ENVIRONMENTS : FOREIGN;
    }

    private static boolean isTakenOver(Step step, JsonNode resource) {
        JsonNode seen = step.deltas().get(0).before();
        return seen != null && !seen.isNull() && isStill(resource, new Delta("", null, seen, null));
    }

    private static boolean isStill(JsonNode resource, Delta seen) {
        return DeltaComparison.compare(resource, List.of(seen)) == DeltaComparison.State.BEFORE;
    }
}
