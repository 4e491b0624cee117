package dev.palisade.planning.worlds;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells of a world that breaks: the smallest one in which the same breaks, and how to play it again. */
public final class Telling {
    private static final Pattern HOME =
            Pattern.compile(Pattern.quote(Scene.GROUP + "/providers/"), Pattern.CASE_INSENSITIVE);

    private Telling() {}

    static String of(Scenario failing, Engine engine, Broken broken) {
        Scenario smallest = Shrinker.shrunk(failing, engine, broken.invariant());
        return of(smallest, Play.of(smallest, engine).broken().orElse(broken));
    }

    static String of(Scenario smallest, Broken broken) {
        String text = String.format(
                Locale.ROOT,
                "%s%n%nThe smallest world in which it breaks, of %s%n%nPlay it again: -Dpalisade.worlds.seed=%d"
                        + " -Dpalisade.worlds.cases=1",
                broken.getMessage(),
                smallest,
                smallest.seed());
        return brief(text);
    }

    /** With short names for what is in the one resource group that there is. */
    public static String brief(String text) {
        return HOME.matcher(text).replaceAll("~/");
    }
}
