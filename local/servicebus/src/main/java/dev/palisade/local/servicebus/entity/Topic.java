package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.message.AnnotatedMessage;
import java.util.List;

/** Copies each message to all its subscriptions. With none, a message is gone, as with Service Bus. */
public final class Topic implements Destination {
    private final String path;
    private final List<MessageQueue> subscriptions;

    Topic(String path, List<MessageQueue> subscriptions) {
        this.path = path;
        this.subscriptions = List.copyOf(subscriptions);
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public void enqueue(AnnotatedMessage message) {
        subscriptions.forEach(subscription -> subscription.enqueue(message));
    }
}
