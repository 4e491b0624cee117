package dev.palisade.workflows.contract;

import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Standing;
import dev.palisade.workflows.contract.ParentActivities.ClaimsSettled;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a request speaks to its environment's workflow, which is started if it is not there. Run as local activities: one event each.
 * Every call may arrive twice; the environment takes the second for the first.
 */
@ActivityInterface(namePrefix = "environment.")
public interface EnvironmentActivities {
    /** Asks for a turn; the answer is the signal {@code turnGranted} of the request. */
    void askTurn(TurnAsked asked);

    /** Registers the undo of every step, before the first act. Returns once the environment has it durably. */
    void intend(Intention intention);

    /** Gives the turn back, with what became of it, and tells the parents what the environment claims from now on. */
    void release(TurnReleased released);

    /** What a dry run must know of an environment, without a turn. */
    Book book(String environment);

    /** The ledger as it stands, for a dry run, which takes no turn; empty if the environment is not known. */
    Ledger ledger(String environment);

    /** True if this run of the workflow is still open. For the environment, which looks after the holder of its turn now and then. */
    boolean isRunning(String workflowId, String runId);

    /** The run of this workflow that is open now, for a holder whose own run is not: an operator may have reset it. Null if none is. */
    @Nullable
    String openRun(String workflowId);

    /**
     * @param attempt counts the attempts at the request, from 1
     * @param type null from before there were types to tell apart
     * @param team null from before it was told
     */
    record TurnAsked(
            String environment,
            String name,
            String requestId,
            String workflowId,
            String runId,
            String digest,
            Instant acceptedAt,
            int attempt,
            @Nullable RequestType type,
            @Nullable String team) {
        public TurnAsked {
            attempt = Math.max(1, attempt);
        }

        public TurnAsked ofRun(String otherRun) {
            return new TurnAsked(
                    environment, name, requestId, workflowId, otherRun, digest, acceptedAt, attempt, type, team);
        }
    }

    /** @param standing null while nothing stands */
    record Book(Ledger ledger, @Nullable Standing standing) {}

    /**
     * @param reopenNetwork what the document says for a failure: true if closed doors are opened again when this request is taken back
     * @param attempt counts the attempts at the request, from 1
     * @param claims everything that this attempt has claimed, or is about to claim
     * @param telling null from before they were counted
     */
    record Intention(
            String environment,
            String requestId,
            List<LedgerEntry> entries,
            boolean reopenNetwork,
            int attempt,
            Claims claims,
            @Nullable Telling telling) {
        public Intention {
            entries = List.copyOf(entries);
            attempt = Math.max(1, attempt);
            claims = Claims.orNone(claims);
        }
    }

    /**
     * Which of the intentions of one run it is: each says all that the ones before it said, and may come before them. A run that an operator
     * made by a reset counts anew.
     *
     * @param number from 1
     */
    record Telling(String run, int number) {
        boolean comesBefore(@Nullable Telling other) {
            return other != null && run.equals(other.run) && number < other.number;
        }
    }

    /**
     * @param state null if the turn is only given back for a while (an approval is pending)
     * @param entries what stands or is left of this attempt; replaces everything that it had intended, and nothing that earlier ones left
     * @param settled references of ledger entries, of whatever request, that are taken back or released and so forgotten
     * @param standing what the environment is to be from now on, or was to be if the undo is stuck; null if that has not changed
     * @param deleted true if the environment is no more: nothing stands
     * @param attempt counts the attempts at the request, from 1
     * @param claims null if they are as they were
     * @param overtaken true if what stood, or was made by another request meanwhile, is what is desired still
     */
    record TurnReleased(
            String environment,
            String requestId,
            @Nullable RequestState state,
            List<LedgerEntry> entries,
            List<String> settled,
            @Nullable Standing standing,
            boolean deleted,
            int attempt,
            @Nullable ClaimsSettled claims,
            boolean overtaken) {
        public TurnReleased {
            attempt = Math.max(1, attempt);
            entries = List.copyOf(entries);
            settled = settled == null ? List.of() : List.copyOf(settled);
        }

        /** The same, for a request of which nobody knows what it was to make. */
        public TurnReleased keepingWhatStood() {
            return new TurnReleased(
                    environment, requestId, state, entries, settled, standing, deleted, attempt, claims, true);
        }

        /** Nothing was done, or the turn is only given back for a while. */
        public static TurnReleased untouched(
                String environment, String requestId, int attempt, @Nullable RequestState state) {
            return new TurnReleased(
                    environment, requestId, state, List.of(), List.of(), null, false, attempt, null, false);
        }
    }
}
