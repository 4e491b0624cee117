package dev.palisade.local.servicebus.entity;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** When something is due for a message: at most one moment each. */
final class Deadlines {
    private record Deadline(Instant at, long sequenceNumber) {}

    private final TreeSet<Deadline> inOrder =
            new TreeSet<>(Comparator.comparing(Deadline::at).thenComparingLong(Deadline::sequenceNumber));
    private final Map<Long, Deadline> bySequenceNumber = new HashMap<>();

    /** Sets, moves, or with null removes the deadline of a message. */
    void set(long sequenceNumber, @Nullable Instant at) {
        Deadline previous = bySequenceNumber.remove(sequenceNumber);
        if (previous != null) {
            inOrder.remove(previous);
        }
        if (at != null) {
            Deadline deadline = new Deadline(at, sequenceNumber);
            bySequenceNumber.put(sequenceNumber, deadline);
            inOrder.add(deadline);
        }
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
