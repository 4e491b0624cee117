package dev.palisade.client.deadletter;

import dev.palisade.client.request.QueueTarget;
import org.jspecify.annotations.Nullable;

/**
 * Whose dead letters.
 *
 * @param target how to get there; its queue is the topic, if there is a subscription
 * @param subscription null for a queue's
 */
public record DeadLetterSource(QueueTarget target, @Nullable String subscription) {
    @Override
    public String toString() {
        return subscription == null
                ? target.toString()
                : "subscription " + target.queue() + "/" + subscription + " at " + target.label();
    }
}
