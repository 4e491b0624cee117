package dev.palisade.local.servicebus.engine;

import dev.palisade.local.servicebus.entity.MessageQueue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Hands waiting messages to the links that can take them, in turn. */
final class Dispatcher {
    private final Map<MessageQueue, Deque<ConsumerLink>> consumers = new LinkedHashMap<>();

    void add(MessageQueue queue, ConsumerLink link) {
        consumers.computeIfAbsent(queue, unused -> new ArrayDeque<>()).add(link);
    }

    void remove(MessageQueue queue, ConsumerLink link) {
        Deque<ConsumerLink> links = consumers.get(queue);
        if (links != null && links.remove(link) && links.isEmpty()) {
            consumers.remove(queue);
        }
    }

    void dispatch() {
        consumers.forEach((queue, links) -> {
            dispatch(queue, links);
            links.forEach(ConsumerLink::drainIfAsked);
        });
    }

    /** Closes the links of queues that are no longer there. */
    void closeGone(Predicate<MessageQueue> exists) {
        consumers.forEach((queue, links) -> {
            if (!exists.test(queue)) {
                links.forEach(ConsumerLink::closeGone);
            }
        });
        consumers.keySet().removeIf(queue -> !exists.test(queue));
    }

    /** Whether a message waits that a link could take. */
    boolean hasWork() {
        return consumers.entrySet().stream()
                .anyMatch(entry -> entry.getKey().hasAvailable()
                        && entry.getValue().stream().anyMatch(ConsumerLink::canTake));
    }

    private static void dispatch(MessageQueue queue, Deque<ConsumerLink> links) {
        int refusals = 0;
        while (refusals < links.size() && queue.hasAvailable()) {
            ConsumerLink link = links.removeFirst();
            links.addLast(link);
            if (link.canTake()) {
                link.take();
                refusals = 0;
            } else {
                refusals++;
            }
        }
    }
}
