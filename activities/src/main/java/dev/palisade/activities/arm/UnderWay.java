package dev.palisade.activities.arm;

import java.util.OptionalLong;

/**
 * The requests that a limit counts and that have no answer yet, so that the counts which answers bring are read right. Azure counts somewhere
 * between a request's departure and its answer: what was under way with it, and whatever went later, may be missing from its count. Not safe
 * for threads: the budget guards it.
 */
final class UnderWay {
    private long gone;
    private long ended;
    private long lastTold;

    /**
     * @param number of the last request that had gone by then, itself if the limit counts it
     * @param others how many were under way
     */
    record Departure(long number, long others) {}

    Departure goes() {
        long others = gone - ended;
        return new Departure(++gone, others);
    }

    /** Of a request that this limit does not count, though its answer speaks of it. */
    Departure passes() {
        return new Departure(gone, gone - ended);
    }

    void ends() {
        ended++;
    }

    /** How many requests the count in an answer may miss; empty if the answer to a later request has told already. */
    OptionalLong uncounted(Departure departure) {
        if (departure.number() < lastTold) {
            return OptionalLong.empty();
        }
        lastTold = departure.number();
        return OptionalLong.of(gone - departure.number() + departure.others());
    }
}
