package dev.palisade.planning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.Neighbours.Held;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.request.RequestType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Environments that share things, and what the parents of those things know of them. */
final class ExampleNeighbourhood {
    private final ExampleWorld world;
    private final List<ExampleEnvironment> environments = new ArrayList<>();

    ExampleNeighbourhood(ExampleWorld world) {
        this.world = world;
    }

    ExampleEnvironment environment(String workspace) {
        ExampleEnvironment environment = new ExampleEnvironment(world, workspace);
        environments.add(environment);
        return environment;
    }

    /** What is given up goes to the oldest of those who need it. */
    PlanResult does(ExampleEnvironment who, RequestType type, JsonNode data) {
        world.neighbours(parent -> held(who, parent));
        PlanResult result = who.does(type, data);
        if (!result.refused()) {
            List<LedgerEntry> givenUp = who.givenUp();
            for (ExampleEnvironment other : environments) {
                givenUp = other == who ? givenUp : other.inherit(givenUp);
            }
        }
        return result;
    }

    List<Step> isTakenBack(ExampleEnvironment who, JsonNode document, Predicate<Step> butFor) {
        world.neighbours(parent -> held(who, parent));
        return who.isTakenBack(document, butFor);
    }

    private Held held(ExampleEnvironment who, ResourceId parent) {
        return new Held(
                environments.stream()
                        .filter(other -> other != who)
                        .map(ExampleEnvironment::asNeighbour)
                        .toList(),
                who.inherited().stream()
                        .filter(entry -> entry.step().resource().topLevel().equals(parent))
                        .toList());
    }
}
