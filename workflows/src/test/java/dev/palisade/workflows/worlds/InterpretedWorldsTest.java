package dev.palisade.workflows.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.worlds.Broken;
import dev.palisade.planning.worlds.CasesPlayed;
import dev.palisade.planning.worlds.Encounters;
import dev.palisade.planning.worlds.Environment.End;
import dev.palisade.planning.worlds.Happening.Kind;
import dev.palisade.planning.worlds.Telling;
import dev.palisade.workflows.worlds.StoryPlay.Played;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * As many random stories as fit into the time that the build gives them; {@code -Dpalisade.worlds=500} plays that many, and {@code
 * -Dpalisade.seed=…} begins with another one. A story that breaks is made as small as it gets, and told with how to play it again.
 */
class InterpretedWorldsTest {
    private static final long FIRST_SEED = Long.getLong("palisade.seed", 1);
    /** 0 for as many as fit. */
    private static final int CASES = Integer.getInteger("palisade.worlds", 0);

    private static final Duration IN_THE_BUILD = Duration.ofSeconds(30);
    private static final int ENOUGH = 40;
    private static final Duration TO_SHRINK = Duration.ofMinutes(3);

    private final Encounters encounters = new Encounters();
    private int stops;
    private int unplayed;

    @Test
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    void whateverIsAskedAtTheSameTimeAndWhateverFailsEveryInvariantHolds() {
        CasesPlayed played = CasesPlayed.play(FIRST_SEED, CASES, ENOUGH, IN_THE_BUILD, this::play);
        System.out.printf(
                "%s; the server lost a task %d times, and %d were not played to their end%n%s%n",
                played.inWords("random worlds through the interpreter"), stops, unplayed, encounters);
        assertThat(encounters.ends()).isNotEmpty();
        assertThat(unplayed * 10).as("not more than a tenth").isLessThanOrEqualTo(played.cases());
        if (played.cases() >= ENOUGH) {
            assertThat(encounters.faults().keySet()).contains(Kind.FORBIDDEN, Kind.FAILED_LATE, Kind.OVERTAKEN);
            assertThat(encounters.ends().keySet()).contains(End.READY, End.ROLLED_BACK, End.PARKED, End.CANCELLED);
        }
    }

    private void play(long seed) {
        Story story = Stories.of(seed);
        Played played = StoryPlay.of(story);
        stops += played.stops();
        unplayed += played.toItsEnd() ? 0 : 1;
        played.broken().ifPresent(broken -> {
            throw new AssertionError(telling(story, broken), broken);
        });
        encounters.add(played.encounters());
    }

    private static String telling(Story failing, Broken broken) {
        Story smallest = StoryShrinker.shrunk(failing, broken.invariant(), TO_SHRINK);
        String text = String.format(
                Locale.ROOT,
                "%s%n%nThe smallest story in which it breaks, of %s%n%nWhat became of it:%n  %s%n%n"
                        + "Play the whole again: -Dpalisade.seed=%d -Dpalisade.worlds=1",
                broken.getMessage(),
                smallest,
                String.join("\n  ", StoryPlay.of(smallest).course()),
                smallest.seed());
        return Telling.brief(text);
    }
}
