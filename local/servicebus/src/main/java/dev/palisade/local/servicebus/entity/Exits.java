package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.message.AnnotatedMessage;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.qpid.proton.amqp.Symbol;

/** Where messages go that leave an entity otherwise than by a receiver: on to another one, or to its dead letters. */
final class Exits {
    private static final Symbol DEAD_LETTER_SOURCE = Symbol.valueOf("x-opt-deadletter-source");
    private static final int MOST_HOPS = 4;

    private final String path;
    private final Function<String, Optional<Destination>> destinations;
    private final MessageQueue deadLetters;
    private final MessageQueue transferDeadLetters;

    /**
     * The exits of the entity at a path.
     *
     * @param transferDeadLetters takes what cannot be forwarded
     */
    Exits(
            String path,
            Function<String, Optional<Destination>> destinations,
            MessageQueue deadLetters,
            MessageQueue transferDeadLetters) {
        this.path = path;
        this.destinations = destinations;
        this.deadLetters = deadLetters;
        this.transferDeadLetters = transferDeadLetters;
    }

    void deadLetter(
            MessageIndex index, AnnotatedMessage message, Map<String, Object> reason, Optional<String> forwardTo) {
        AnnotatedMessage dead = message.withApplicationProperties(reason).withAnnotation(DEAD_LETTER_SOURCE, path);
        if (forwardTo.isPresent()) {
            forward(index, dead, forwardTo.get());
        } else {
            deadLetters.adopt(index, dead);
        }
    }

    void forward(MessageIndex index, AnnotatedMessage message, String to) {
        Optional<Destination> destination = destinations.apply(to);
        if (index.hops() >= MOST_HOPS) {
            failTransfer(index, message, DeadLetterReason.MAX_HOPS);
        } else if (destination.isEmpty()) {
            failTransfer(index, message, DeadLetterReason.NO_DESTINATION);
        } else {
            destination.get().accept(new Transit(message, index.enqueuedSequenceNumber(), index.hops() + 1));
        }
    }

    private void failTransfer(MessageIndex index, AnnotatedMessage message, DeadLetterReason reason) {
        transferDeadLetters.adopt(
                index, message.withApplicationProperties(reason.properties()).withAnnotation(DEAD_LETTER_SOURCE, path));
    }

    void change(EntityDescription.DeliverySettings settings) {
        deadLetters.change(settings.forDeadLetters(), Optional.empty());
        transferDeadLetters.change(settings.forDeadLetters(), Optional.empty());
    }
}
