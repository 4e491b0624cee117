package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.message.AnnotatedMessage;
import java.util.List;

/** Offers each message to all its subscriptions. If none takes it, it is gone, as with Service Bus. */
public final class Topic implements Destination {
    private final String path;
    private final List<Subscriber> subscriptions;

    Topic(String path, List<Subscriber> subscriptions) {
        this.path = path;
        this.subscriptions = List.copyOf(subscriptions);
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public void enqueue(AnnotatedMessage message) {
        subscriptions.forEach(subscription -> subscription.offer(message));
    }
}
