package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.message.AnnotatedMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of a message that has entered a queue: it waits for receivers, goes on, or is dead-lettered at once. */
final class Arrivals implements Entrance.Inside {
    private final QueuedMessages messages;
    private final @Nullable Exits exits;
    private final InstantSource clock;
    private DeliverySettings settings;

    /** @param exits null for a dead-letter queue, where all that comes waits */
    Arrivals(QueuedMessages messages, @Nullable Exits exits, DeliverySettings settings, InstantSource clock) {
        this.messages = messages;
        this.exits = exits;
        this.settings = settings;
        this.clock = clock;
    }

    void change(DeliverySettings changed) {
        settings = changed;
    }

    @Override
    public long take(Transit transit) {
        MessageIndex index = newIndex(transit);
        if (exits != null && settings.forwardTo().isPresent()) {
            exits.forward(index, transit.content(), settings.forwardTo().get());
        } else if (exits != null && settings.requiresSession() && index.sessionId() == null) {
            deadLetter(exits, index, transit, DeadLetterReason.NO_SESSION.properties());
        } else {
            messages.add(index, transit.content());
        }
        return index.sequenceNumber();
    }

    void deadLetter(Transit transit, Map<String, Object> properties) {
        if (exits != null) {
            deadLetter(exits, newIndex(transit), transit, properties);
        }
    }

    private void deadLetter(Exits to, MessageIndex index, Transit transit, Map<String, Object> properties) {
        to.deadLetter(index, transit.content(), properties, settings.forwardDeadLetteredMessagesTo());
    }

    /** Sends on what waited before forwarding was switched on, or was locked then. */
    void forwardWaiting() {
        if (exits == null || settings.forwardTo().isEmpty()) {
            return;
        }
        HeldMessages held = messages.held();
        for (Optional<Long> first = held.available().first();
                first.isPresent();
                first = held.available().first()) {
            long number = first.get();
            exits.forward(
                    held.get(number),
                    messages.content(number),
                    settings.forwardTo().get());
            messages.remove(number);
        }
    }

    private MessageIndex newIndex(Transit transit) {
        AnnotatedMessage content = transit.content();
        long number = messages.nextSequenceNumber();
        Instant now = clock.instant();
        return new MessageIndex(
                number,
                transit.enqueuedSequenceNumber(number),
                now,
                timeToLive(content).map(now::plus).orElse(null),
                0,
                MessageState.ACTIVE,
                settings.requiresSession() ? content.sessionId().orElse(null) : null,
                transit.hops());
    }

    private Optional<Duration> timeToLive(AnnotatedMessage message) {
        Optional<Duration> most = settings.defaultTimeToLive();
        Optional<Duration> asked = message.timeToLive();
        return asked.isPresent() && most.isPresent() && asked.get().compareTo(most.get()) > 0
                ? most
                : asked.or(() -> most);
    }
}
