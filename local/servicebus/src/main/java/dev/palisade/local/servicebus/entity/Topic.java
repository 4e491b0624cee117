package dev.palisade.local.servicebus.entity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Offers each message to all its subscriptions. If none takes it, it is gone, as with Service Bus. What is scheduled
 * waits here, under a number of the topic's own, and is offered when it is due.
 */
public final class Topic implements Destination {
    private final String path;
    private final InstantSource clock;
    private final QueuedMessages scheduled;
    private final Entrance entrance;
    private List<Subscriber> subscriptions = List.of();

    /** @param duplicateWindow how long a message id is remembered; empty if duplicates are not detected */
    Topic(String path, Optional<Duration> duplicateWindow, Journal journal, InstantSource clock) {
        this.path = path;
        this.clock = clock;
        this.scheduled = new QueuedMessages(path, journal, true);
        DuplicateDetection duplicates = new DuplicateDetection(journal.duplicates(), duplicateWindow);
        this.entrance = new Entrance(scheduled, duplicates, clock, this::offerToSubscriptions);
    }

    void change(List<Subscriber> changedSubscriptions, Optional<Duration> duplicateWindow) {
        subscriptions = List.copyOf(changedSubscriptions);
        entrance.change(duplicateWindow);
    }

    @Override
    public String path() {
        return path;
    }

    /** Never: a subscription with sessions dead-letters what names none. */
    @Override
    public boolean requiresSession() {
        return false;
    }

    @Override
    public long accept(Transit transit) {
        return entrance.accept(transit);
    }

    @Override
    public boolean cancelScheduled(long sequenceNumber) {
        expireDue();
        return entrance.cancel(sequenceNumber);
    }

    /** Offers the scheduled messages whose time has come. */
    public void expireDue() {
        Instant now = clock.instant();
        HeldMessages held = scheduled.held();
        for (Optional<Long> due = held.due(now); due.isPresent(); due = held.due(now)) {
            entrance.letIn(due.get());
        }
    }

    /** When {@link #expireDue} has something to do next. */
    public Optional<Instant> nextDeadline() {
        return scheduled.held().nextDeadline();
    }

    /** What is scheduled here. */
    MessageCounts counts() {
        expireDue();
        return scheduled.counts();
    }

    private long offerToSubscriptions(Transit transit) {
        long number = scheduled.nextSequenceNumber();
        Transit copy = new Transit(transit.content(), transit.enqueuedSequenceNumber(number), transit.hops());
        subscriptions.forEach(subscription -> subscription.offer(copy));
        return number;
    }
}
