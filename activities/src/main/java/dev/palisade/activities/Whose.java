package dev.palisade.activities;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.activities.arm.OwnershipMark;
import dev.palisade.activities.kind.ArmKinds;
import dev.palisade.workflows.contract.StepActivities.StepCall;

/** Who made the resource that a creation meets. */
enum Whose {
    THIS_REQUESTS,
    /** Of an earlier request of the same environment. */
    THIS_ENVIRONMENTS,
    FOREIGN;

    /**
     * Where there are no tags: what we have just sent and now meet as we sent it is this request's; what the plan says it takes over from the
     * ledger is the environment's. Anything else is not ours.
     */
    static Whose of(StepCall call, SentWrites sent, JsonNode resource, boolean asAsked) {
        if (!ArmKinds.creatable(call.step().kind()).bearsTags()) {
            boolean justSent = sent.mayHaveActed() && asAsked;
            return justSent ? THIS_REQUESTS : call.step().takesBack().isEmpty() ? FOREIGN : THIS_ENVIRONMENTS;
        }
        OwnershipMark mark = new OwnershipMark(call.environment(), call.requestId());
        if (mark.isOn(resource)) {
            return THIS_REQUESTS;
        }
        return mark.isOfEnvironment(resource) ? THIS_ENVIRONMENTS : FOREIGN;
    }
}
