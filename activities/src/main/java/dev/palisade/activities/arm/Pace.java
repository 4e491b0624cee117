package dev.palisade.activities.arm;

import java.time.Duration;

/**
 * How close behind each other requests may follow while a limit is open. All moments are on one monotonic clock, in real time. Not safe for
 * threads: the budget guards it.
 */
sealed interface Pace permits TokenBucket, ProviderCount {
    /** With so few requests left, they go one after another. */
    int FEW = 20;

    /** When a request may go, if nothing but the pace holds it back from that moment on. */
    Duration turn(Duration from);

    /** A request goes at that time. */
    void take(Duration turn);

    /** @param left requests, by Azure's count and what that may miss */
    void told(long left, Duration now);

    /** Azure takes none before then. */
    void closed(Duration until);
}
