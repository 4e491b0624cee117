package dev.palisade.local.servicebus.entity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Where messages enter an entity: duplicates are dropped, those scheduled for later are kept until then. */
final class Entrance {
    /** What is behind the entrance. */
    interface Inside {
        /** Takes a message that is due, and returns the number that it got. */
        long take(Transit transit);
    }

    private final QueuedMessages messages;
    private final DuplicateDetection duplicates;
    private final InstantSource clock;
    private final Inside inside;

    Entrance(QueuedMessages messages, DuplicateDetection duplicates, InstantSource clock, Inside inside) {
        this.messages = messages;
        this.duplicates = duplicates;
        this.clock = clock;
        this.inside = inside;
    }

    void change(Optional<Duration> duplicateWindow) {
        duplicates.change(duplicateWindow);
    }

    /** As {@link Destination#accept}. */
    long accept(Transit transit) {
        Instant now = clock.instant();
        Optional<Long> original = duplicates.original(transit, now);
        if (original.isPresent()) {
            return original.get();
        }
        Optional<Instant> later = transit.content().scheduledFor().filter(now::isBefore);
        long number = later.isPresent() ? schedule(transit, later.get()) : inside.take(transit);
        duplicates.remember(transit, now, number);
        return number;
    }

    /** As {@link Destination#cancelScheduled}. */
    boolean cancel(long sequenceNumber) {
        boolean scheduled = messages.held()
                .find(sequenceNumber)
                .filter(index -> index.state() == MessageState.SCHEDULED)
                .isPresent();
        if (scheduled) {
            messages.remove(sequenceNumber);
        }
        return scheduled;
    }

    /** Lets a scheduled message in whose time has come. As with Service Bus, it gets a new number. */
    void letIn(long sequenceNumber) {
        MessageIndex index = messages.held().get(sequenceNumber);
        Transit due = new Transit(messages.content(sequenceNumber), 0, index.hops());
        messages.remove(sequenceNumber);
        inside.take(due);
    }

    private long schedule(Transit transit, Instant at) {
        long number = messages.nextSequenceNumber();
        MessageIndex index = new MessageIndex(
                number,
                transit.enqueuedSequenceNumber(number),
                at,
                null,
                0,
                MessageState.SCHEDULED,
                transit.content().sessionId().orElse(null),
                transit.hops());
        messages.add(index, transit.content());
        return number;
    }
}
