package dev.palisade.planning.worlds;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.worlds.Happening.Drift;
import dev.palisade.planning.worlds.Strangers.Deed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Everything that one scenario plays with. */
public record Town(World world, Parents parents, Engine engine, List<Environment> environments, Encounters encounters) {
    public static Town of(Set<Prop> props, Parents parents, Engine engine) {
        List<Environment> environments = new ArrayList<>();
        for (int i = 0; i < Scene.WORKSPACES; i++) {
            environments.add(new Environment(i));
        }
        return new Town(new World(props), parents, engine, List.copyOf(environments), new Encounters());
    }

    public Set<String> drifts(Drift drift) {
        List<Deed> deeds = world.deeds(drift.deed(), this::wasLeftBySomebody);
        return deeds.isEmpty() ? Set.of() : world.does(deeds.get(drift.which() % deeds.size()));
    }

    public List<Deed> deedsOn(ResourceId resource) {
        return Stream.of(Strangers.values())
                .flatMap(strangers -> world.deeds(strangers, this::wasLeftBySomebody).stream())
                .filter(deed -> ResourceId.of(deed.id()).equals(resource))
                .toList();
    }

    private boolean wasLeftBySomebody(ResourceId resource, Delta change) {
        return environments.stream()
                .flatMap(environment -> environment.ledger().entries().stream())
                .filter(entry -> entry.step().resource().equals(resource))
                .flatMap(entry -> entry.step().deltas().stream())
                .anyMatch(made -> made.path().equals(change.path())
                        && made.elementKey() == null
                        && !Meaning.isNothing(change.after())
                        && !Meaning.isNothing(made.after())
                        && Meaning.plain(made.after()).equals(Meaning.plain(change.after())));
    }
}
