package dev.palisade.workflows.contract;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Claims;
import io.temporal.activity.ActivityInterface;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a request speaks to the parents: the things that several environments may share, each with its workflow {@code parent/<ARM ID>}. Every
 * call may arrive twice.
 */
@ActivityInterface(namePrefix = "parent.")
public interface ParentActivities {
    /**
     * Adds to what the environment claims, before the first act. All or nothing at each parent. Refused as {@link FailureClass#WORLD_CHANGED}
     * if something cannot be had any more: taken exclusively, or just being taken back by a neighbour; then the plan is made again.
     */
    void claim(ClaimCall call);

    /** Tells the parents what the environment claims from now on. A release does this by itself; the environment does it for a dead request. */
    void settle(ClaimsSettled claims);

    /**
     * Tells the parents before the end what the environment needs no more. Of several environments that go at the same time each may have
     * kept what it made for the others; who says this last finds what was left to it, and nobody who needs it.
     */
    void giveUp(GivingUp call);

    /** @param settled references of ledger entries, inherited ones among them, that are taken back already */
    record GivingUp(ClaimsSettled claims, List<String> settled) {
        public GivingUp {
            settled = List.copyOf(settled);
        }
    }

    /**
     * @param run workflow and run ID of the request that has ended: what it may still say of claims comes too late
     * @param before everything that the environment claimed, or a request of it may have claimed, until now: whose parents are told
     * @param now what it claims from now on
     * @param touched shared things whose elements it may have begun to take back: they are told too, so that nobody waits for that to end
     * @param givenUp entries of the environment's ledger that it drops with this: those that are taken back, released, or kept for a
     *     neighbour. Whoever else needs what they made inherits them
     */
    record ClaimsSettled(
            String environment,
            String name,
            String run,
            Claims before,
            Claims now,
            List<LedgerEntry> givenUp,
            Set<ResourceId> touched) {
        public ClaimsSettled {
            givenUp = givenUp == null ? List.of() : List.copyOf(givenUp);
            touched = touched == null ? Set.of() : Set.copyOf(touched);
        }

        /** These are claimed from now on besides. */
        public ClaimsSettled keeping(Claims more) {
            return new ClaimsSettled(environment, name, run, before, now.plus(more), givenUp, touched);
        }

        /** Nothing is given up. */
        public ClaimsSettled keepingAll() {
            return new ClaimsSettled(environment, name, run, before, before, givenUp, touched);
        }
    }

    /** How parents know a run of a request. */
    static String run(String workflowId, String runId) {
        return workflowId + "/" + runId;
    }

    /** What a run says before its end, as if another run said it: its last word must count too. */
    static String beforeTheEnd(String run) {
        return run + "-before-the-end";
    }

    /** The shared things that these entries change: what is nested in the environment's own workspace is nobody else's. */
    static Set<ResourceId> shared(String environment, Collection<LedgerEntry> entries) {
        return entries.stream()
                .map(entry -> entry.step().resource().topLevel())
                .filter(parent -> !parent.key().equals(environment))
                .collect(Collectors.toUnmodifiableSet());
    }

    record ClaimCall(String environment, String name, String requestId, Claims claims) {}
}
