package dev.palisade.local.servicebus.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Recognises messages whose id an entity has seen within its window; the ids are kept on disk, not in memory. */
final class DuplicateDetection {
    private final DuplicateHistory history;
    private Optional<Duration> window;
    private Instant forgetNext = Instant.MIN;

    /** @param window how long an id is remembered; empty if duplicates are not detected */
    DuplicateDetection(DuplicateHistory history, Optional<Duration> window) {
        this.history = history;
        this.window = window;
    }

    void change(Optional<Duration> changed) {
        window = changed;
        forgetNext = Instant.MIN;
    }

    /** The sequence number of the message that this one repeats. */
    Optional<Long> original(Transit transit, Instant now) {
        return window.flatMap(
                length -> transit.content().messageId().flatMap(id -> history.find(id, now.minus(length))));
    }

    void remember(Transit transit, Instant now, long sequenceNumber) {
        if (window.isEmpty()) {
            return;
        }
        Duration length = window.get();
        // Twice a window is seldom enough to cost nothing, and often enough that the history stays near its size.
        if (!now.isBefore(forgetNext)) {
            history.forget(now.minus(length));
            forgetNext = now.plus(length.dividedBy(2));
        }
        transit.content().messageId().ifPresent(id -> history.remember(id, now, sequenceNumber));
    }
}
