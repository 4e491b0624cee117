package dev.palisade.workflows.environment;

import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.request.Standing;
import dev.palisade.workflows.contract.EnvironmentActivities.Intention;
import dev.palisade.workflows.contract.EnvironmentActivities.TurnAsked;
import dev.palisade.workflows.contract.EnvironmentActivities.TurnReleased;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Ended;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Generation;
import dev.palisade.workflows.contract.EnvironmentWorkflow.StuckAccepted;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Turn;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestWorkflow.TurnGranted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of an environment, without Temporal: who is next, which generation stands, what the ledger says. Every message may come twice. */
final class EnvironmentBook {
    private static final int ENDED_KEPT = 20;

    private final String environment;
    private String name;
    private @Nullable Generation desired;
    private int lastGeneration;
    private @Nullable Turn holder;
    private final List<TurnAsked> waiting;
    private Ledger ledger;
    private final List<Ended> ended;
    private @Nullable String stuck;
    private @Nullable Standing standing;

    EnvironmentBook(EnvironmentState state) {
        environment = state.environment();
        name = state.name();
        desired = state.desired();
        lastGeneration = state.lastGeneration();
        holder = state.holder();
        waiting = new ArrayList<>(state.waiting());
        ledger = state.ledger();
        ended = new ArrayList<>(state.ended());
        stuck = state.stuck();
        standing = state.standing();
    }

    EnvironmentState state() {
        return new EnvironmentState(
                environment, name, desired, lastGeneration, holder, waiting, ledger, ended, stuck, standing);
    }

    /** Into the queue by the time of acceptance, then of arrival. True if it already has the turn, and so did not hear of it. */
    boolean asked(TurnAsked asking) {
        name = asking.name();
        if (holder != null && sameRun(holder.asked(), asking)) {
            return true;
        }
        if (waiting.stream().noneMatch(other -> sameRun(other, asking))) {
            int place = (int) waiting.stream()
                    .filter(other -> !other.acceptedAt().isAfter(asking.acceptedAt()))
                    .count();
            waiting.add(place, asking);
        }
        return false;
    }

    /** Empty while somebody holds the turn, nobody waits, or a failed undo waits for a person. */
    Optional<TurnAsked> next() {
        return holder == null && stuck == null ? waiting.stream().findFirst() : Optional.empty();
    }

    /** A candidate generation, which counts once its request begins to act. */
    Turn give(TurnAsked next, Instant now) {
        waiting.removeIf(other -> sameRun(other, next));
        Turn turn = new Turn(next, lastGeneration + 1, now);
        holder = turn;
        return turn;
    }

    TurnGranted grant(Turn turn) {
        return new TurnGranted(turn.generation(), desired == null, ledger, standing);
    }

    @Nullable
    Turn holder() {
        return holder;
    }

    boolean holds(Turn turn) {
        return turn.equals(holder);
    }

    /** The waiter that was to have the turn is gone; it never began. */
    void gone(Turn turn) {
        if (holds(turn)) {
            holder = null;
        }
    }

    void intended(Intention intention) {
        Turn turn = heldBy(intention.requestId());
        if (turn != null) {
            lastGeneration = Math.max(lastGeneration, turn.generation());
        }
        if (turn != null || !hasEnded(intention.requestId())) {
            ledger = ledger.settled(intention.requestId(), intention.entries());
        }
    }

    void released(TurnReleased released, Instant now) {
        String requestId = released.requestId();
        waiting.removeIf(other -> other.requestId().equals(requestId));
        Turn turn = heldBy(requestId);
        if (turn != null) {
            holder = null;
        }
        RequestState state = released.state();
        if (state != null && (turn != null || !hasEnded(requestId))) {
            ledger = ledger.settled(requestId, released.entries());
            ended(requestId, turn, state, now);
        }
    }

    /** What a request that was terminated may have done and nobody reported, oldest first. */
    List<LedgerEntry> unreported(Turn turn) {
        return ledger.of(turn.asked().requestId()).stream()
                .filter(entry -> entry.state() == State.INTENDED && entry.ownership() != Ownership.ADOPTED)
                .toList();
    }

    /** The holder was terminated, and what it had done is taken back but for these. */
    void buried(Turn turn, List<LedgerEntry> remaining, RequestState state, Instant now) {
        ledger = ledger.settled(turn.asked().requestId(), remaining);
        holder = null;
        ended(turn.asked().requestId(), turn, state, now);
    }

    void stuckAccepted(StuckAccepted accepted) {
        if (accepted.requestId().equals(stuck)) {
            stuck = null;
        }
    }

    private void ended(String requestId, @Nullable Turn turn, RequestState state, Instant now) {
        if (turn != null && (state == RequestState.READY || state == RequestState.PARKED)) {
            lastGeneration = Math.max(lastGeneration, turn.generation());
            desired = new Generation(turn.generation(), requestId, turn.asked().digest());
        }
        if (state == RequestState.STUCK) {
            stuck = requestId;
        }
        ended.add(new Ended(requestId, turn == null ? 0 : turn.generation(), state, now));
        if (ended.size() > ENDED_KEPT) {
            ended.remove(0);
        }
    }

    private @Nullable Turn heldBy(String requestId) {
        return holder != null && holder.asked().requestId().equals(requestId) ? holder : null;
    }

    private boolean hasEnded(String requestId) {
        return ended.stream().anyMatch(one -> one.requestId().equals(requestId));
    }

    private static boolean sameRun(TurnAsked one, TurnAsked other) {
        return one.workflowId().equals(other.workflowId()) && one.runId().equals(other.runId());
    }
}
