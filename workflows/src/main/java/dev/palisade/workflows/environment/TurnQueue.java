package dev.palisade.workflows.environment;

import dev.palisade.workflows.contract.EnvironmentActivities.Intention;
import dev.palisade.workflows.contract.EnvironmentActivities.TurnAsked;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who has the turn, who waits for it, and who will come back for it. Every message may come twice. */
final class TurnQueue {
    private @Nullable Turn holder;
    private final List<TurnAsked> waiting;
    private final List<Turn> away;

    TurnQueue(EnvironmentState state) {
        holder = state.holder();
        waiting = new ArrayList<>(state.waiting());
        away = new ArrayList<>(state.away());
    }

    @Nullable
    Turn holder() {
        return holder;
    }

    List<TurnAsked> waiting() {
        return List.copyOf(waiting);
    }

    /** Who gave the turn back in the middle of its work. */
    List<Turn> away() {
        return List.copyOf(away);
    }

    /** Into the queue by the time of acceptance, then of arrival. True if it already has the turn, and so did not hear of it. */
    boolean asked(TurnAsked asking) {
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

    /**
     * Empty while somebody holds the turn, or nobody waits who may have it.
     *
     * @param only the request whose attempts alone may have it; null for all
     */
    Optional<TurnAsked> next(@Nullable String only) {
        return holder != null
                ? Optional.empty()
                : waiting.stream()
                        .filter(asked -> only == null || only.equals(asked.requestId()))
                        .findFirst();
    }

    /** Who comes back for the turn has told what it intends already: an older word of it may still be on its way. */
    void give(Turn turn) {
        Turn before = open(turn).orElse(turn);
        waiting.removeIf(other -> sameRun(other, turn.asked()));
        away.removeIf(other -> sameRun(other.asked(), turn.asked()));
        holder = turn.knowing(before.told());
    }

    boolean holds(Turn turn) {
        return holder != null && sameRun(holder.asked(), turn.asked());
    }

    @Nullable
    Turn heldBy(String requestId, int attempt) {
        return holder != null && isOf(holder.asked(), requestId, attempt) ? holder : null;
    }

    /** The turn as it is known by now, if its request has it, or will ask for it again. */
    Optional<Turn> open(Turn turn) {
        return known().filter(other -> sameRun(other.asked(), turn.asked())).findFirst();
    }

    /** True if its request, which has the turn or will come back for it, has told a later intention. */
    boolean overtaken(Intention intention) {
        return known().filter(turn -> isOf(turn.asked(), intention.requestId(), intention.attempt()))
                .anyMatch(turn -> turn.overtakes(intention));
    }

    private Stream<Turn> known() {
        return Stream.concat(Stream.ofNullable(holder), away.stream());
    }

    void intends(Turn turn, Intention intention) {
        holder = turn.intending(intention);
    }

    /** Takes the turn back from a request, which waits for it no more; null if it had it not. */
    @Nullable
    Turn back(String requestId, int attempt) {
        waiting.removeIf(other -> isOf(other, requestId, attempt));
        Turn turn = heldBy(requestId, attempt);
        if (turn != null) {
            holder = null;
        }
        return turn;
    }

    void goesAway(Turn turn) {
        away.add(turn);
    }

    void ended(String requestId, int attempt) {
        away.removeIf(other -> isOf(other.asked(), requestId, attempt));
    }

    /** That run is closed. */
    void gone(Turn turn) {
        if (holds(turn)) {
            holder = null;
        }
        away.removeIf(other -> sameRun(other.asked(), turn.asked()));
    }

    /**
     * The turn goes over to another run of the same workflow, be it held or to be asked for again. True if that one has asked for it anew.
     */
    boolean moved(Turn turn, Turn toOtherRun) {
        if (holds(turn)) {
            holder = toOtherRun;
            return waiting.removeIf(other -> sameRun(other, toOtherRun.asked()));
        }
        away.replaceAll(other -> sameRun(other.asked(), turn.asked()) ? toOtherRun : other);
        return waiting.stream().anyMatch(other -> sameRun(other, toOtherRun.asked()));
    }

    private static boolean isOf(TurnAsked asked, String requestId, int attempt) {
        return asked.requestId().equals(requestId) && asked.attempt() == attempt;
    }

    private static boolean sameRun(TurnAsked one, TurnAsked other) {
        return one.workflowId().equals(other.workflowId()) && one.runId().equals(other.runId());
    }
}
