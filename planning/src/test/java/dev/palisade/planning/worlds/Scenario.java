package dev.palisade.planning.worlds;

import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.worlds.Happening.Asks;
import dev.palisade.planning.worlds.Happening.Attempt;
import dev.palisade.planning.worlds.Happening.Drift;
import dev.palisade.planning.worlds.Happening.Fault;
import dev.palisade.planning.worlds.Happening.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A world and everything that happens in it, as data.
 *
 * @param seed decides what is left open: the order in which steps run that may run side by side, and in which environments go in the end
 */
record Scenario(long seed, Set<Prop> props, List<Happening> happenings) {
    private static final int MOST_HAPPENINGS = 9;
    private static final List<Attempt> FURTHER = List.of(Attempt.RETRY, Attempt.RESUME, Attempt.ACCEPT);

    Scenario {
        Set<Prop> inOrder = EnumSet.noneOf(Prop.class);
        inOrder.addAll(props);
        // Each stands on those before it, so their order is not the process's to choose.
        props = Collections.unmodifiableSet(inOrder);
        happenings = List.copyOf(happenings);
    }

    static Scenario of(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Set<Prop> props = EnumSet.noneOf(Prop.class);
        Stream.of(Prop.values()).filter(prop -> random.nextInt(4) == 0).forEach(props::add);
        int environments = 1 + random.nextInt(Scene.WORKSPACES);
        List<Happening> happenings = new ArrayList<>();
        int many = 2 + random.nextInt(MOST_HAPPENINGS - 1);
        for (int i = 0; i < many; i++) {
            happenings.add(
                    random.nextInt(4) == 0
                            ? drift(random)
                            : asks(random.nextInt(environments), i < environments, random));
        }
        return new Scenario(seed, props, happenings);
    }

    private static Drift drift(RandomGenerator random) {
        Strangers[] all = Strangers.values();
        return new Drift(all[random.nextInt(all.length)], random.nextInt(12));
    }

    private static Asks asks(int who, boolean early, RandomGenerator random) {
        Documents documents = new Documents(random);
        Attempt attempt = early || random.nextInt(4) > 0 ? Attempt.FIRST : FURTHER.get(random.nextInt(FURTHER.size()));
        RequestType type = early || random.nextInt(2) == 0
                ? RequestType.APPLY
                : random.nextInt(6) == 0 ? RequestType.DELETE : documents.operation();
        return new Asks(
                who,
                attempt,
                type,
                type == RequestType.APPLY ? documents.document(who) : documents.dataOf(type, who),
                fault(random),
                random.nextInt(6) == 0);
    }

    private static Fault fault(RandomGenerator random) {
        if (random.nextInt(5) < 3) {
            return Fault.NONE;
        }
        Kind[] kinds = Kind.values();
        int undo = random.nextInt(3) == 0 ? random.nextInt(6) : -1;
        return new Fault(kinds[1 + random.nextInt(kinds.length - 1)], random.nextInt(12), undo);
    }

    Scenario with(Set<Prop> fewer) {
        return new Scenario(seed, fewer, happenings);
    }

    Scenario with(List<Happening> fewer) {
        return new Scenario(seed, props, fewer);
    }

    @Override
    public String toString() {
        String there = props.stream().sorted().map(Prop::name).collect(Collectors.joining(", "));
        String story = happenings.stream().map(each -> "\n  " + each).collect(Collectors.joining());
        return "seed " + seed + "\n  there beforehand: " + (there.isEmpty() ? "nothing special" : there) + story;
    }
}
