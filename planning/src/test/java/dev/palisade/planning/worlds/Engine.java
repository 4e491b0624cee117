package dev.palisade.planning.worlds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.PlanResult;
import dev.palisade.planning.Planner;
import dev.palisade.planning.Reads;
import dev.palisade.planning.claim.Neighbours;
import dev.palisade.planning.claim.Neighbours.Held;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.observation.Doubt;
import dev.palisade.planning.observation.Observation;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.request.Asked;
import java.util.List;

/** What is under proof, as it is; a test overrides what it breaks. */
interface Engine {
    Planner PLANNER = new Planner();

    /** The system as it ships. */
    Engine WHOLE = new Engine() {};

    default Reads reads(Asked asked, Observation observation, Neighbours neighbours) {
        return PLANNER.reads(asked, observation, neighbours);
    }

    default PlanResult plan(Asked asked, Observation observation, Neighbours neighbours) {
        return PLANNER.plan(asked, observation, neighbours);
    }

    default List<Doubt> doubts(Asked asked, Observation observation) {
        return Doubt.of(asked, observation);
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

    /** Whether a step may write upon what it finds. */
    default boolean mayWrite(Step step, JsonNode found) {
        return Meaning.isUndone(found, step.deltas());
    }

    /** Whether something that has the name of what is to be created is taken for our own. */
    default boolean isOurs(boolean byItsTags) {
        return byItsTags;
    }
}
