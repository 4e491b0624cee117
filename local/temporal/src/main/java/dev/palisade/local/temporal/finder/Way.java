package dev.palisade.local.temporal.finder;

/** One way of finding, or fetching, the CLI. */
interface Way {
    /** How people are told of this way, such as "on the PATH". */
    String name();

    /** Whether this way goes to the network and may take long. */
    default boolean fetches() {
        return false;
    }

    /** Looks once. Bounded in time, and answers rather than throws. */
    Answer seek();
}
