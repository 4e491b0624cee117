package dev.palisade.workflows.request;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Standing;
import dev.palisade.workflows.calls.ActivityPresets;
import dev.palisade.workflows.calls.TimedWait;
import dev.palisade.workflows.contract.EnvironmentActivities;
import dev.palisade.workflows.contract.EnvironmentActivities.Intention;
import dev.palisade.workflows.contract.EnvironmentActivities.Telling;
import dev.palisade.workflows.contract.EnvironmentActivities.TurnAsked;
import dev.palisade.workflows.contract.EnvironmentActivities.TurnReleased;
import dev.palisade.workflows.contract.ParentActivities;
import dev.palisade.workflows.contract.ParentActivities.GivingUp;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestWorkflow.TurnGranted;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** This request's turn in its environment: asked for, held, given back. */
final class Turn {
    /**
     * An environment that was terminated gives no turns; asking again from time to time opens it again. No multiple of how often the
     * environment looks after its holder: Temporal does not mind if both fall together, but its test server then loses a workflow task.
     */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(33);

    private final EnvironmentActivities environment = ActivityPresets.environment();
    private final Request request;
    private final TurnAsked asked;
    private final ClaimsMade claims;
    private boolean wanted;
    /** A grant that nobody has asked for answers the question of a workflow task that was lost with its worker, and is asked again. */
    private boolean everWanted;

    private @Nullable TurnGranted granted;
    private int told;

    Turn(Request request) {
        WorkflowInfo me = Workflow.getInfo();
        this.request = request;
        this.claims = new ClaimsMade(request, ParentActivities.run(me.getWorkflowId(), me.getRunId()));
        asked = new TurnAsked(
                request.environment(),
                request.name(),
                request.id(),
                me.getWorkflowId(),
                me.getRunId(),
                request.digest(),
                request.acceptedAt(),
                request.attempt(),
                request.type(),
                request.team());
    }

    /** Waits, for days if need be. @throws io.temporal.failure.CanceledFailure if cancelled meanwhile */
    TurnGranted take() {
        wanted = true;
        everWanted = true;
        while (granted == null) {
            environment.askTurn(asked);
            TimedWait.await(ASK_AGAIN, () -> granted != null);
        }
        return granted();
    }

    /** A grant may come twice, or cross with giving up; one that nobody wants any more goes straight back. */
    void granted(TurnGranted turn) {
        if (wanted || !everWanted) {
            granted = turn;
            claims.found(turn);
        } else {
            environment.release(untouched());
        }
    }

    TurnGranted granted() {
        if (granted == null) {
            throw new IllegalStateException("The turn is not held");
        }
        return granted;
    }

    boolean held() {
        return granted != null;
    }

    /** What the request starts from: for accepting what a failed undo left, that is what had been attempted. */
    @Nullable
    Standing standing() {
        Standing attempted = granted().attempted();
        return request.type() == RequestType.ACCEPT && attempted != null
                ? attempted
                : granted().standing();
    }

    /** Returns when the environment knows durably what is about to be done, and claimed. */
    void intend(List<LedgerEntry> entries, boolean reopenNetwork, Claims wantedClaims) {
        claims.acts(entries);
        environment.intend(intention(entries, reopenNetwork, wantedClaims));
    }

    /** The same intention, now that more is known of it. @return ends when the environment knows that durably */
    Promise<Void> intendAsKnown(List<LedgerEntry> entries, boolean reopenNetwork) {
        return Async.procedure(environment::intend, intention(entries, reopenNetwork, Claims.none()));
    }

    private Intention intention(List<LedgerEntry> entries, boolean reopenNetwork, Claims wantedClaims) {
        told++;
        return new Intention(
                asked.environment(),
                asked.requestId(),
                entries,
                reopenNetwork,
                request.attempt(),
                claims.intended(wantedClaims),
                new Telling(asked.runId(), told));
    }

    /** True if there is anything that neighbours could have left to the environment. */
    boolean claimsAnything() {
        return !claims.claimed().isEmpty();
    }

    /** Tells neighbours what is not needed any more, before it is known whether all of it could be left to them. */
    void giveUp(Claims needed, List<String> released, List<String> takenBack) {
        ActivityPresets.leaving().giveUp(new GivingUp(claims.givingUp(needed, released, takenBack), takenBack));
    }

    /** Nobody shall wait for a person. */
    void giveBackForNow() {
        giveBack(untouched());
    }

    void giveBack(Ending ending) {
        giveBack(new TurnReleased(
                asked.environment(),
                asked.requestId(),
                ending.state(),
                ending.entries(),
                ending.settled(),
                ending.standing(),
                request.type() == RequestType.DELETE && ending.state() == RequestState.READY,
                request.attempt(),
                claims.settled(ending),
                ending.overtaken()));
    }

    private void giveBack(TurnReleased released) {
        wanted = false;
        granted = null;
        environment.release(released);
    }

    private TurnReleased untouched() {
        return TurnReleased.untouched(asked.environment(), asked.requestId(), request.attempt(), null);
    }
}
