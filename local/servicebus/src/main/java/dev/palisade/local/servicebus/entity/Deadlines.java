package dev.palisade.local.servicebus.entity;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** When something is due for which message, the earliest first. */
final class Deadlines {
    private record Deadline(Instant at, long sequenceNumber) {}

    private final TreeSet<Deadline> inOrder =
            new TreeSet<>(Comparator.comparing(Deadline::at).thenComparingLong(Deadline::sequenceNumber));

    void add(Instant at, long sequenceNumber) {
        inOrder.add(new Deadline(at, sequenceNumber));
    }

    void remove(Instant at, long sequenceNumber) {
        inOrder.remove(new Deadline(at, sequenceNumber));
    }

    Optional<Instant> next() {
        return inOrder.isEmpty()
                ? Optional.empty()
                : Optional.of(inOrder.first().at());
    }

    /** The message whose deadline is the earliest, if that is not after the given moment. */
    Optional<Long> due(Instant now) {
        if (inOrder.isEmpty() || inOrder.first().at().isAfter(now)) {
            return Optional.empty();
        }
        return Optional.of(inOrder.first().sequenceNumber());
    }
}
