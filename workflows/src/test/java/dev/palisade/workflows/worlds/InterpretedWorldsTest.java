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
import java.util.EnumSet;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A few random stories in every build, among which every fault and every end is met; {@code -Dpalisade.worlds=500} plays that many, and {@code
 * -Dpalisade.seed=…} begins with another one. A story that breaks is made as small as it gets, and told with how to play it again.
 */
class InterpretedWorldsTest {
    /** The stories of a build, from here, meet each fault at least twice: it is not all settled by the seed which of two is faster. */
    private static final long SEED_OF_THE_BUILD = 226;

    private static final int STORIES_OF_THE_BUILD = 20;
    /** So many meet everything, whatever their seeds. */
    private static final int ENOUGH = 200;

    private static final long FIRST_SEED = Long.getLong("palisade.seed", SEED_OF_THE_BUILD);
    private static final int CASES = Integer.getInteger("palisade.worlds", STORIES_OF_THE_BUILD);
    private static final Duration TO_SHRINK = Duration.ofMinutes(3);

    private final Encounters encounters = new Encounters();
    private int stops;
    private int unplayed;

    @Test
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    void whateverIsAskedAtTheSameTimeAndWhateverFailsEveryInvariantHolds() {
        CasesPlayed played = CasesPlayed.play(FIRST_SEED, CASES, CASES, Duration.ZERO, this::play);
        System.out.printf(
                "%s; the server lost a task %d times, and %d were not played to their end%n%s%n",
                played.inWords("random worlds through the interpreter"), stops, unplayed, encounters);
        assertThat(encounters.ends()).isNotEmpty();
        assertThat(unplayed * 10).as("not more than a tenth").isLessThanOrEqualTo(played.cases());
        boolean ofTheBuild = FIRST_SEED == SEED_OF_THE_BUILD && CASES >= STORIES_OF_THE_BUILD;
        if (ofTheBuild || CASES >= ENOUGH) {
            everythingWasMet();
        }
    }

    /** But for a cancel and a termination as faults of a step: here they come from outside, and from the acceptance tests. */
    private void everythingWasMet() {
        assertThat(encounters.faults().keySet())
                .contains(
                        Kind.REFUSED,
                        Kind.FORBIDDEN,
                        Kind.ANSWER_LOST,
                        Kind.SILENT_AFTER_EFFECT,
                        Kind.SILENT_WITHOUT_EFFECT,
                        Kind.FAILED_LATE,
                        Kind.OVERTAKEN);
        assertThat(encounters.ends().keySet()).containsAll(EnumSet.allOf(End.class));
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
