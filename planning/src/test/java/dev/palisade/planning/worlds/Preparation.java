package dev.palisade.planning.worlds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.PlanResult;
import dev.palisade.planning.Reads;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.Neighbours;
import dev.palisade.planning.claim.Neighbours.Held;
import dev.palisade.planning.observation.Doubt;
import dev.palisade.planning.observation.Observation;
import dev.palisade.planning.request.Asked;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what the planner asks for until it asks for nothing, as often as its readings are doubted, and lets it plan. */
public final class Preparation {
    private static final int MOST_ROUNDS = 10;

    private final World world;
    private final Parents parents;
    private final Engine engine;

    public Preparation(World world, Parents parents, Engine engine) {
        this.world = world;
        this.parents = parents;
        this.engine = engine;
    }

    public PlanResult plan(Asked asked) {
        Seen seen = observe(asked, path -> world.azure().read(path));
        return engine.plan(asked, seen.observation(), seen.neighbours());
    }

    /** The same with a first reading that comes too early; what is doubted is read again until it is settled. */
    public PlanResult planEarly(Asked asked, int who) {
        Seen early = observe(asked, path -> world.readStale(path, who));
        return Doubt.of(asked, early.observation()).isEmpty()
                ? engine.plan(asked, early.observation(), early.neighbours())
                : plan(asked);
    }

    private record Seen(Observation observation, Neighbours neighbours) {}

    private Seen observe(Asked asked, Function<String, Optional<JsonNode>> reading) {
        Seen seen = new Seen(Observation.empty(), Neighbours.unknown());
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Reads reads = engine.reads(asked, seen.observation(), seen.neighbours());
            if (reads.nothing()) {
                return seen;
            }
            seen = more(seen, reads, asked.environment(), reading);
        }
        throw new IllegalStateException("The planner has never seen enough of " + asked.environment());
    }

    private Seen more(Seen seen, Reads reads, ResourceId environment, Function<String, Optional<JsonNode>> reading) {
        Observation observation = seen.observation();
        for (String path : reads.paths()) {
            observation = observation.with(path, reading.apply(path));
        }
        for (String path : reads.ifAllowed()) {
            observation = world.azure().isForbidden(path)
                    ? observation.withForbidden(path)
                    : observation.with(path, reading.apply(path));
        }
        Map<String, Held> byParent = new LinkedHashMap<>();
        reads.parents().forEach(parent -> byParent.put(parent.key(), engine.held(parents.held(environment, parent))));
        return new Seen(observation, seen.neighbours().and(new Neighbours(byParent)));
    }
}
