package dev.palisade.workflows.contract;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Claims;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that several environments may share (a virtual network, a security group, a storage account, a key vault, a cluster), for as long
 * as anybody spoke of it: {@code parent/<ARM ID, lower-cased>}. Keeps who needs what of it, and locks nothing. May continue as new at any
 * time. Everything may be said twice.
 */
@WorkflowInterface
public interface ParentWorkflow {
    String WORKFLOW_ID_PREFIX = "parent/";

    @WorkflowMethod(name = "Parent")
    void run(ParentState state);

    /** Adds to what an environment claims: all of it, or, if anything stands against it, nothing. */
    @UpdateMethod
    ClaimAnswer claim(Claiming claiming);

    /**
     * Says that an environment is about to take elements back. What others need is theirs from then on; what nobody needs cannot be claimed
     * by others until the environment has settled.
     */
    @UpdateMethod
    LeaveAnswer leave(Leaving leaving);

    /** A request of the environment has ended, and this is what it claims from now on. */
    @SignalMethod
    void settled(Settlement settlement);

    @QueryMethod
    ParentState state();

    /**
     * @param run {@linkplain ParentActivities#run which run} of a request asks; what it says after it has settled is out of date
     * @param claims on this parent
     */
    record Claiming(String environment, String name, String run, Claims claims) {}

    /** @param conflicts empty if everything is claimed */
    record ClaimAnswer(List<Conflict> conflicts) {
        public ClaimAnswer {
            conflicts = List.copyOf(conflicts);
        }
    }

    /**
     * @param environment who has it
     * @param name the same, for people
     * @param what ARM ID, and the place in it
     */
    record Conflict(Reason reason, String environment, String name, String what) {}

    enum Reason {
        /** A cluster is attached once. */
        ATTACHED,
        /** It needs the same thing with another value. */
        OTHER_VALUE,
        /** It is taking the thing back at this moment. Passes. */
        LEAVING
    }

    /**
     * @param elements their <i>after</i> is what stands there now
     * @param made by what it was made; whoever needs it inherits the entry. Null if nothing is to be inherited
     */
    record Leaving(
            String environment,
            String name,
            List<Claims.Element> elements,
            @Nullable LedgerEntry made) {
        public Leaving {
            elements = List.copyOf(elements);
        }
    }

    /**
     * @param kept what others need: not to be taken back
     * @param madeBy environments that made what the asker has inherited of these elements; resources bear their tags
     */
    record LeaveAnswer(List<Kept> kept, List<String> madeBy) {
        public LeaveAnswer {
            kept = List.copyOf(kept);
            madeBy = List.copyOf(madeBy);
        }
    }

    /** @param environment who needs it, oldest first if there are several */
    record Kept(Claims.Element element, String environment, String name) {}

    /**
     * @param run which run has ended; the second time it says so is ignored, since another may have claimed meanwhile
     * @param claims on this parent, exactly
     * @param givenUp what the environment's ledger had and has no more: whoever else needs it inherits it
     * @param settled references of ledger entries, inherited ones among them, that are taken back or released
     */
    record Settlement(
            String environment,
            String name,
            String run,
            Claims claims,
            List<LedgerEntry> givenUp,
            List<String> settled) {
        public Settlement {
            givenUp = List.copyOf(givenUp);
            settled = List.copyOf(settled);
        }
    }

    /** @param claimants in the order in which they came */
    record ParentState(ResourceId parent, List<Claimant> claimants) {
        public ParentState {
            claimants = List.copyOf(claimants);
        }

        public static ParentState of(ResourceId parent) {
            return new ParentState(parent, List.of());
        }
    }

    /**
     * @param environment the workspace's ARM ID, lower-cased
     * @param settled what it claimed when one of its requests last ended
     * @param pending what requests that have not settled claimed since, oldest first: one that has the turn, and others that wait for a person
     *     in the middle of their work
     * @param leaving what it needs no more, though it has not settled yet
     * @param inherited what others made and left to it
     * @param settledRuns the last of its runs that have settled
     */
    record Claimant(
            String environment,
            String name,
            Claims settled,
            List<Pending> pending,
            List<Claims.Element> leaving,
            List<Inherited> inherited,
            List<String> settledRuns) {
        public Claimant {
            pending = List.copyOf(pending);
            leaving = List.copyOf(leaving);
            inherited = List.copyOf(inherited);
            settledRuns = List.copyOf(settledRuns);
        }

        public Claims claims() {
            return pending.stream().map(Pending::claims).reduce(settled, Claims::plus);
        }
    }

    record Pending(String run, Claims claims) {}

    /**
     * @param from the environment that made it, whose tags a resource bears
     * @param entry with only those deltas that were left to the heir
     */
    record Inherited(String from, LedgerEntry entry) {}
}
