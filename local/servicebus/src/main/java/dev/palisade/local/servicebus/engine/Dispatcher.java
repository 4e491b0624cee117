package dev.palisade.local.servicebus.engine;

import dev.palisade.local.servicebus.entity.MessageSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hands waiting messages to the links that can take them, in turn. */
final class Dispatcher {
    private final Map<MessageSource, Deque<ConsumerLink>> consumers = new LinkedHashMap<>();

    void add(MessageSource source, ConsumerLink link) {
        consumers.computeIfAbsent(source, unused -> new ArrayDeque<>()).add(link);
    }

    void remove(MessageSource source, ConsumerLink link) {
        Deque<ConsumerLink> links = consumers.get(source);
        if (links != null && links.remove(link) && links.isEmpty()) {
            consumers.remove(source);
        }
    }

    void dispatch() {
        closeEnded();
        consumers.forEach((source, links) -> {
            dispatch(source, links);
            links.forEach(ConsumerLink::drainIfAsked);
        });
    }

    /** Closes the links whose source gives nothing any more. */
    private void closeEnded() {
        List<MessageSource> ended = consumers.keySet().stream()
                .filter(source -> source.condition() != MessageSource.Condition.OPEN)
                .toList();
        for (MessageSource source : ended) {
            Deque<ConsumerLink> links = consumers.remove(source);
            if (links != null) {
                links.forEach(ConsumerLink::closeEnded);
            }
        }
    }

    /** Whether a message waits that a link could take. */
    boolean hasWork() {
        return consumers.entrySet().stream()
                .anyMatch(entry -> entry.getKey().hasAvailable()
                        && entry.getValue().stream().anyMatch(ConsumerLink::canTake));
    }

    private static void dispatch(MessageSource source, Deque<ConsumerLink> links) {
        int refusals = 0;
        while (refusals < links.size() && source.hasAvailable()) {
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
