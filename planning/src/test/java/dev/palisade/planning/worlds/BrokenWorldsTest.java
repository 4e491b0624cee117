package dev.palisade.planning.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.worlds.Play.Played;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The suite can fail: whichever way the system is broken, some world shows it, and a small one is enough. */
class BrokenWorldsTest {
    private static final int MOST_WORLDS = 2000;
    private static final int SMALL = 3;

    @ParameterizedTest
    @EnumSource
    void isCaughtAndShownInASmallWorld(Breakage breakage) {
        Scenario failing = LongStream.rangeClosed(1, MOST_WORLDS)
                .mapToObj(Scenario::of)
                .filter(scenario -> Play.of(scenario, breakage).broken().isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError(breakage + " is not noticed in " + MOST_WORLDS + " worlds"));

        Broken broken = Play.of(failing, breakage).broken().orElseThrow();
        Scenario smallest = Shrinker.shrunk(failing, breakage, broken.invariant());

        Played again = Play.of(smallest, breakage);
        assertThat(again.broken().orElseThrow().invariant()).isEqualTo(broken.invariant());
        assertThat(smallest.happenings()).as(Telling.of(smallest, broken)).hasSizeLessThanOrEqualTo(SMALL);
        assertThat(Play.of(smallest, Engine.WHOLE).broken())
                .as("the same world, with nothing broken")
                .isEmpty();
        System.out.println(
                breakage + " breaks " + Telling.of(smallest, again.broken().orElseThrow()));
    }
}
