package dev.palisade.planning.worlds;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongConsumer;

/** How many cases were played, one for each seed from the first, and in what time. */
public record CasesPlayed(long firstSeed, int cases, Duration took) {

    /**
     * Plays until there are enough or the time is over.
     *
     * @param wanted so many, however long it takes; 0 for as many as fit
     * @param one plays the case of a seed, and throws if it breaks
     */
    public static CasesPlayed play(long firstSeed, int wanted, int enough, Duration time, LongConsumer one) {
        long began = System.nanoTime();
        int cases = 0;
        while (wanted > 0 ? cases < wanted : cases < enough && System.nanoTime() - began < time.toNanos()) {
            one.accept(firstSeed + cases);
            cases++;
        }
        return new CasesPlayed(firstSeed, cases, Duration.ofNanos(System.nanoTime() - began));
    }

    /** @param what they are: "random worlds" */
    public String inWords(String what) {
        double minutes = took.toNanos() / (double) Duration.ofMinutes(1).toNanos();
        return String.format(Locale.ROOT, "%d %s from seed %d, %.0f a minute", cases, what, firstSeed, cases / minutes);
    }
}
