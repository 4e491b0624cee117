package dev.palisade.planning.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.worlds.Environment.End;
import dev.palisade.planning.worlds.Happening.Kind;
import dev.palisade.planning.worlds.Play.Played;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * As many random worlds as fit into the time that the build gives them; {@code -Dpalisade.worlds.cases=100000} plays that many, and {@code
 * -Dpalisade.worlds.seed=…} begins with another one. A world that breaks is made as small as it gets, and told with how to play it again.
 */
class RandomWorldsTest {
    /** What the random documents do not ask for yet; the saga suite alone proves these. */
    private static final EnumSet<ResourceKind> NOT_PLAYED = EnumSet.of(
            ResourceKind.ATTACHED_MACHINE,
            ResourceKind.ONLINE_ENDPOINT,
            ResourceKind.ONLINE_DEPLOYMENT,
            ResourceKind.WEB_SERVICE);

    private static final long FIRST_SEED = Long.getLong("palisade.worlds.seed", 1);
    /** 0 for as many as fit. */
    private static final int CASES = Integer.getInteger("palisade.worlds.cases", 0);

    private static final Duration IN_THE_BUILD = Duration.ofSeconds(20);
    /** In so many, every fault and every end is met. */
    private static final int ENOUGH = 150;

    private final Encounters encounters = new Encounters();

    @Test
    void whateverIsAskedAndWhateverFailsEveryInvariantHolds() {
        CasesPlayed played = CasesPlayed.play(FIRST_SEED, CASES, ENOUGH, IN_THE_BUILD, this::play);
        System.out.printf("%s%n%s%n", played.inWords("random worlds"), encounters);
        if (played.cases() >= ENOUGH) {
            everythingWasMet();
        }
    }

    private void play(long seed) {
        Scenario scenario = Scenario.of(seed);
        Played played = Play.of(scenario, Engine.WHOLE);
        played.broken().ifPresent(broken -> {
            throw new AssertionError(Telling.of(scenario, Engine.WHOLE, broken), broken);
        });
        encounters.add(played.encounters());
    }

    private void everythingWasMet() {
        assertThat(encounters.faults().keySet()).containsAll(EnumSet.complementOf(EnumSet.of(Kind.NONE)));
        assertThat(encounters.ends().keySet()).containsAll(EnumSet.allOf(End.class));
        for (ResourceKind kind : EnumSet.complementOf(NOT_PLAYED)) {
            assertThat(encounters.steps().keySet())
                    .anyMatch(step -> step.endsWith(" " + kind) && !step.startsWith(Action.DELETE.name()));
        }
    }

    @Test
    void theSameSeedIsTheSameWorld() {
        for (long seed : List.of(3L, 77L, 4711L)) {
            assertThat(Scenario.of(seed)).isEqualTo(Scenario.of(seed));
            assertThat(Play.of(Scenario.of(seed), Engine.WHOLE).encounters())
                    .isEqualTo(Play.of(Scenario.of(seed), Engine.WHOLE).encounters());
        }
    }
}
