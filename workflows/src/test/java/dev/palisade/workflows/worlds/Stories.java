package dev.palisade.workflows.worlds;

import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.worlds.Documents;
import dev.palisade.planning.worlds.Happening.Asks;
import dev.palisade.planning.worlds.Happening.Attempt;
import dev.palisade.planning.worlds.Happening.Drift;
import dev.palisade.planning.worlds.Happening.Fault;
import dev.palisade.planning.worlds.Happening.Kind;
import dev.palisade.planning.worlds.Prop;
import dev.palisade.planning.worlds.Scene;
import dev.palisade.planning.worlds.Strangers;
import dev.palisade.workflows.worlds.Errand.Meddling;
import dev.palisade.workflows.worlds.Errand.What;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Draws stories: the same seed is always the same one. */
record Stories(RandomGenerator random, Documents documents, int environments) {
    private static final int MOST_ROUNDS = 4;
    private static final int MOST_AT_A_TIME = 3;
    private static final List<Attempt> FURTHER = List.of(Attempt.RETRY, Attempt.RESUME, Attempt.ACCEPT);
    /** Cancels come as signals here, and a workflow that is terminated in the middle of a task stops this server for ever. */
    private static final List<Kind> FAULTS = List.of(
            Kind.REFUSED,
            Kind.FORBIDDEN,
            Kind.ANSWER_LOST,
            Kind.SILENT_AFTER_EFFECT,
            Kind.SILENT_WITHOUT_EFFECT,
            Kind.FAILED_LATE,
            Kind.OVERTAKEN);

    static Story of(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Set<Prop> props = EnumSet.noneOf(Prop.class);
        Stream.of(Prop.values()).filter(prop -> random.nextInt(4) == 0).forEach(props::add);
        Stories stories = new Stories(random, new Documents(random), 1 + random.nextInt(Scene.WORKSPACES));
        List<Round> rounds = new ArrayList<>();
        int many = 1 + random.nextInt(MOST_ROUNDS);
        for (int i = 0; i < many; i++) {
            rounds.add(stories.round(i == 0));
        }
        return new Story(seed, props, random.nextInt(3) == 0, random.nextBoolean(), rounds);
    }

    private Round round(boolean first) {
        List<Drift> drifts = first || !oneIn(3) ? List.of() : List.of(drift());
        List<Errand> errands = new ArrayList<>();
        int many = 1 + random.nextInt(MOST_AT_A_TIME);
        for (int i = 0; i < many; i++) {
            errands.add(errand(first));
        }
        return new Round(drifts, errands);
    }

    private Drift drift() {
        Strangers[] all = Strangers.values();
        return new Drift(all[random.nextInt(all.length)], random.nextInt(12));
    }

    private Errand errand(boolean first) {
        int who = random.nextInt(environments);
        Attempt attempt = first || !oneIn(4) ? Attempt.FIRST : FURTHER.get(random.nextInt(FURTHER.size()));
        RequestType type = first || oneIn(2)
                ? RequestType.APPLY
                : oneIn(6) ? RequestType.DELETE : oneIn(12) ? RequestType.PLAN : documents.operation();
        Asks asks = new Asks(
                who,
                attempt,
                type,
                type.carriesDocument() ? documents.document(who) : documents.dataOf(type, who),
                fault(),
                false);
        return new Errand(asks, oneIn(2) ? 0 : random.nextInt(40), meddling());
    }

    private Fault fault() {
        if (random.nextInt(5) < 3) {
            return Fault.NONE;
        }
        int undo = oneIn(3) ? random.nextInt(6) : -1;
        return new Fault(FAULTS.get(random.nextInt(FAULTS.size())), random.nextInt(12), undo);
    }

    private Meddling meddling() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> new Meddling(What.CANCEL, random.nextInt(90));
            case 2 -> new Meddling(What.PAUSE, random.nextInt(60));
            case 3, 4 -> new Meddling(What.DENY, 0);
            default -> Meddling.NONE;
        };
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }
}
