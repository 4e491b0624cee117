package dev.palisade.workflows.request;

import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Standing;
import dev.palisade.workflows.calls.ActivityPresets;
import dev.palisade.workflows.calls.FailureReading;
import dev.palisade.workflows.contract.ParentActivities.ClaimCall;
import dev.palisade.workflows.contract.PlanningActivities.Prepared;
import dev.palisade.workflows.contract.Request;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Optional;

/** What the request has to do with the neighbours of its environment: it claims before it acts, and gives up before it ends. */
final class Sharing {
    /** Since version 1 a request that leaves something to neighbours plans again once they know. */
    private static final String LOOK_AGAIN = "look-again-after-leaving";

    private final Request request;
    private final Turn turn;
    private Claims granted = Claims.none();
    private boolean refused;
    private boolean gaveUp;

    Sharing(Request request, Turn turn) {
        this.request = request;
        this.turn = turn;
    }

    /**
     * Present if a neighbour was faster: then the plan was made from what is no longer so.
     *
     * @throws TemporalFailure if it is not known who has what
     */
    Optional<StepFailure> claimed(Claims claims) {
        refused = !claims.isEmpty();
        return claims.isEmpty() ? Optional.empty() : claim(claims);
    }

    private Optional<StepFailure> claim(Claims claims) {
        try {
            ActivityPresets.claims().claim(new ClaimCall(request.environment(), request.name(), request.id(), claims));
            refused = false;
            granted = granted.plus(claims);
            return Optional.empty();
        } catch (TemporalFailure notHad) {
            StepFailure failure =
                    new StepFailure(null, FailureReading.of(notHad, "claiming what is shared", request.environment()));
            if (!failure.worldChanged()) {
                throw notHad;
            }
            return Optional.of(failure);
        }
    }

    /** True if what was claimed last could not be had: no step of that plan has begun. */
    boolean refused() {
        return refused;
    }

    /** What the environment may say that it claims, if this plan is the last. A claim that was refused is a neighbour's. */
    Claims standing(Claims planned) {
        return refused ? standingClaims().plus(granted) : planned;
    }

    /**
     * Tells neighbours what is not needed any more. True if the plan must be made again now: a neighbour that went at the same moment may have
     * left something to us, and may not need any more what we leave to it.
     */
    boolean givesUp(Prepared done, List<String> takenBack) {
        if (gaveUp || !leaves(done) || !looksAgain()) {
            return false;
        }
        gaveUp = true;
        Claims needed = request.type() == RequestType.DELETE
                ? Claims.none()
                : done.plan().claims();
        turn.giveUp(needed, done.plan().released(), takenBack);
        return true;
    }

    private boolean leaves(Prepared done) {
        return request.type() == RequestType.DELETE
                ? turn.claimsAnything() || !done.plan().released().isEmpty()
                : done.findings().stream().anyMatch(finding -> finding.code() == FindingCode.KEPT_FOR_NEIGHBOUR);
    }

    private static boolean looksAgain() {
        return Workflow.getVersion(LOOK_AGAIN, Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
    }

    private Claims standingClaims() {
        Standing standing = turn.standing();
        return standing == null ? Claims.none() : standing.claims();
    }
}
