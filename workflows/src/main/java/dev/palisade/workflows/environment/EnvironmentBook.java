package dev.palisade.workflows.environment;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.LedgerClaims;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Standing;
import dev.palisade.workflows.contract.EnvironmentActivities.Intention;
import dev.palisade.workflows.contract.EnvironmentActivities.TurnAsked;
import dev.palisade.workflows.contract.EnvironmentActivities.TurnReleased;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Ended;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Generation;
import dev.palisade.workflows.contract.EnvironmentWorkflow.StuckAccepted;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Turn;
import dev.palisade.workflows.contract.ParentActivities;
import dev.palisade.workflows.contract.ParentActivities.ClaimsSettled;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestWorkflow.TurnGranted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of an environment, without Temporal: who is next, which generation stands, what the ledger says. Every message may come twice. */
final class EnvironmentBook {
    private static final int ENDED_KEPT = 20;

    private final String environment;
    private String name;
    private @Nullable Generation desired;
    private int lastGeneration;
    private final TurnQueue turns;
    private Ledger ledger;
    private final List<Ended> ended;
    private final StuckUndo stuck;
    private @Nullable Standing standing;

    EnvironmentBook(EnvironmentState state) {
        environment = state.environment();
        name = state.name();
        desired = state.desired();
        lastGeneration = state.lastGeneration();
        turns = new TurnQueue(state);
        ledger = state.ledger();
        ended = new ArrayList<>(state.ended());
        stuck = new StuckUndo(state);
        standing = state.standing();
    }

    EnvironmentState state() {
        return new EnvironmentState(
                environment,
                name,
                desired,
                lastGeneration,
                turns.holder(),
                turns.waiting(),
                ledger,
                ended,
                stuck.requestId(),
                standing,
                stuck.attempted(),
                turns.away());
    }

    /** True if it already has the turn, and so did not hear of it. */
    boolean asked(TurnAsked asking) {
        if (asking.type() == null || asking.type() == RequestType.APPLY) {
            // Only a document says it: other requests know no more than the workspace's.
            name = asking.name();
        }
        return turns.asked(asking);
    }

    /** Empty while somebody holds the turn, or nobody waits. While a failed undo waits for a person, only its own request's attempts count. */
    Optional<TurnAsked> next() {
        return turns.next(stuck.requestId());
    }

    /** A candidate generation, which counts once its request begins to act. */
    Turn give(TurnAsked next, Instant now) {
        Turn turn = Turn.of(next, lastGeneration + 1, now);
        turns.give(turn);
        return turn;
    }

    TurnGranted grant(Turn turn) {
        return new TurnGranted(
                turn.generation(),
                desired == null,
                ledger,
                standing,
                stuck.attempted(),
                desired == null ? null : desired.requestId());
    }

    @Nullable
    Turn holder() {
        return turns.holder();
    }

    boolean holds(Turn turn) {
        return turns.holds(turn);
    }

    /** The turn as it is known by now, if its request has it, or will ask for it again. */
    Optional<Turn> open(Turn turn) {
        return turns.open(turn);
    }

    /** Who gave the turn back in the middle of its work, and will ask for it again. */
    List<Turn> away() {
        return turns.away();
    }

    /** The waiter that was to have the turn is gone; it never began. */
    void gone(Turn turn) {
        turns.gone(turn);
    }

    /** True if it says less than is known: it was on its way for longer than a later one. */
    boolean overtaken(Intention intention) {
        return turns.overtaken(intention);
    }

    void intended(Intention intention) {
        Turn turn = turns.heldBy(intention.requestId(), intention.attempt());
        if (turn != null) {
            lastGeneration = Math.max(lastGeneration, turn.generation());
            turns.intends(turn, intention);
        }
        if (turn != null || !hasEnded(intention.requestId(), intention.attempt())) {
            ledger = ledger.intended(intention.requestId(), intention.entries());
        }
    }

    void released(TurnReleased released, Instant now) {
        String requestId = released.requestId();
        int attempt = released.attempt();
        Turn turn = turns.back(requestId, attempt);
        RequestState state = released.state();
        if (state == null && turn != null && !unreported(turn).isEmpty()) {
            turns.goesAway(turn);
        }
        if (state != null && (turn != null || !hasEnded(requestId, attempt))) {
            turns.ended(requestId, attempt);
            if (stands(state) && stuck.isOf(requestId)) {
                ledger = stuck.settled(ledger);
            }
            // What replaces an earlier entry of the same request has the same reference, and must stay.
            ledger = ledger.without(released.settled()).settled(requestId, released.entries());
            ended(new Ended(requestId, turn == null ? 0 : turn.generation(), state, now, attempt), turn, released);
        }
    }

    /** What a request that was terminated may have done and nobody reported, oldest first. */
    List<LedgerEntry> unreported(Turn turn) {
        return ledger.of(turn.asked().requestId()).stream()
                .filter(entry -> entry.state() == State.INTENDED && entry.ownership() != Ownership.ADOPTED)
                .toList();
    }

    /** What the environment claims, with what a terminated request had claimed on top, and may have begun to take back. */
    ClaimsSettled claimsAfter(Turn turn) {
        Claims own = claimsOf(standing).plus(claimsOf(stuck.attempted()));
        Claims before = own.plus(claimsByLedger()).plus(turn.claims());
        String run =
                ParentActivities.run(turn.asked().workflowId(), turn.asked().runId());
        Set<ResourceId> touched =
                ParentActivities.shared(environment, ledger.of(turn.asked().requestId()));
        return new ClaimsSettled(environment, name, run, before, own, List.of(), touched);
    }

    /** Whatever stands: what is needed by what the ledger says is there. */
    Claims claimsByLedger() {
        return LedgerClaims.of(ledger);
    }

    /**
     * The holder's run is closed, and another of the same workflow is open: an operator has reset it. If that one asks anew, it knows nothing
     * of what the old one did; so this stays in the ledger as something that is left.
     */
    Turn moved(Turn turn, String openRun) {
        String requestId = turn.asked().requestId();
        Turn moved = turn.ofRun(openRun);
        if (turns.moved(turn, moved)) {
            ledger = ledger.with(requestId, State.INTENDED, LedgerEntry::left);
        }
        return moved;
    }

    /** A request was terminated that held the turn, or was about to take it again; what it had done is taken back but for these. */
    void buried(Turn turn, List<LedgerEntry> remaining, RequestState state, Instant now) {
        TurnAsked asked = turn.asked();
        turns.gone(turn);
        if (stands(state) && stuck.isOf(asked.requestId())) {
            ledger = stuck.settled(ledger);
        }
        ledger = ledger.settled(asked.requestId(), remaining);
        ended(
                new Ended(asked.requestId(), turn.generation(), state, now, asked.attempt()),
                turn,
                TurnReleased.untouched(environment, asked.requestId(), asked.attempt(), state)
                        .keepingWhatStood());
    }

    void stuckAccepted(StuckAccepted accepted) {
        if (stuck.isOf(accepted.requestId())) {
            ledger = stuck.left(ledger);
            stuck.liftIfOver(ledger);
        }
    }

    private void ended(Ended end, @Nullable Turn turn, TurnReleased released) {
        boolean stands = stands(end.state());
        if (turn != null && stands) {
            lastGeneration = Math.max(lastGeneration, turn.generation());
            stands(turn, released);
        }
        if (end.state() == RequestState.STUCK) {
            stuck.begins(end.requestId(), released.standing());
        } else if (stuck.isOf(end.requestId())) {
            ledger = stands ? stuck.standing(ledger) : ledger;
            stuck.liftIfOver(ledger);
        }
        ended.add(end);
        if (ended.size() > ENDED_KEPT) {
            ended.remove(0);
        }
    }

    private void stands(Turn turn, TurnReleased released) {
        if (released.deleted()) {
            desired = null;
            standing = null;
            return;
        }
        if (released.overtaken()) {
            return;
        }
        desired = new Generation(
                turn.generation(), turn.asked().requestId(), turn.asked().digest());
        standing = released.standing() == null ? standing : released.standing();
    }

    private static boolean stands(RequestState state) {
        return state == RequestState.READY || state == RequestState.PARKED;
    }

    private static Claims claimsOf(@Nullable Standing what) {
        return what == null ? Claims.none() : what.claims();
    }

    private boolean hasEnded(String requestId, int attempt) {
        return ended.stream().anyMatch(one -> one.requestId().equals(requestId) && one.attempt() == attempt);
    }
}
