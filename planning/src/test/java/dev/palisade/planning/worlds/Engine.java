package dev.palisade.planning.worlds;

import dev.palisade.planning.PlanResult;
import dev.palisade.planning.Planner;
import dev.palisade.planning.Reads;
import dev.palisade.planning.claim.Neighbours;
import dev.palisade.planning.claim.Neighbours.Held;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.observation.Observation;
import dev.palisade.planning.request.Asked;

/** What is under proof, as it is; a test overrides what it breaks. */
public interface Engine {
    Planner PLANNER = new Planner();

    /** The system as it ships. */
    Engine WHOLE = new Engine() {};

    default Reads reads(Asked asked, Observation observation, Neighbours neighbours) {
        return PLANNER.reads(asked, observation, neighbours);
    }

    default PlanResult plan(Asked asked, Observation observation, Neighbours neighbours) {
        return PLANNER.plan(asked, observation, neighbours);
    }

    /** What a parent answers about others. */
    default Held held(Held held) {
        return held;
    }

    /** What is registered before an act. */
    default LedgerEntry registered(LedgerEntry entry) {
        return entry;
    }

    /** What is reported after a request. */
    default LedgerEntry reported(LedgerEntry entry) {
        return entry;
    }
}
