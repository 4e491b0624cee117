package dev.palisade.workflows.request;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.workflows.calls.ActivityPresets;
import dev.palisade.workflows.calls.TimedWait;
import dev.palisade.workflows.contract.EnvironmentActivities;
import dev.palisade.workflows.contract.EnvironmentActivities.Intention;
import dev.palisade.workflows.contract.EnvironmentActivities.TurnAsked;
import dev.palisade.workflows.contract.EnvironmentActivities.TurnReleased;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestWorkflow.TurnGranted;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** This request's turn in its environment: asked for, held, given back. */
final class Turn {
    /** An environment that was terminated forgets who waits; asking again from time to time makes it anew. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(30);

    private final EnvironmentActivities environment = ActivityPresets.environment();
    private final TurnAsked asked;
    private boolean wanted;
    private @Nullable TurnGranted granted;

    Turn(Request request) {
        WorkflowInfo me = Workflow.getInfo();
        asked = new TurnAsked(
                request.environment(),
                request.name(),
                request.id(),
                me.getWorkflowId(),
                me.getRunId(),
                request.digest(),
                request.acceptedAt());
    }

    /** Waits, for days if need be. @throws io.temporal.failure.CanceledFailure if cancelled meanwhile */
    TurnGranted take() {
        wanted = true;
        do {
            environment.askTurn(asked);
        } while (!TimedWait.await(ASK_AGAIN, () -> granted != null));
        return granted();
    }

    /** A grant may come twice, or cross with giving up; one that nobody wants any more goes straight back. */
    void granted(TurnGranted turn) {
        if (wanted) {
            granted = turn;
        } else {
            environment.release(released(null, List.of()));
        }
    }

    TurnGranted granted() {
        if (granted == null) {
            throw new IllegalStateException("The turn is not held");
        }
        return granted;
    }

    /** Returns when the environment knows durably what is about to be done. */
    void intend(List<LedgerEntry> entries) {
        environment.intend(new Intention(asked.environment(), asked.requestId(), entries, false));
    }

    /** Nobody shall wait for a person. */
    void giveBackForNow() {
        giveBack(released(null, List.of()));
    }

    void giveBack(RequestState end, List<LedgerEntry> entries) {
        giveBack(released(end, entries));
    }

    private void giveBack(TurnReleased released) {
        wanted = false;
        granted = null;
        environment.release(released);
    }

    private TurnReleased released(@Nullable RequestState end, List<LedgerEntry> entries) {
        return new TurnReleased(asked.environment(), asked.requestId(), end, entries, List.of(), null, false);
    }
}
