package dev.palisade.worker.slowness;

import com.azure.core.amqp.exception.AmqpException;
import com.azure.messaging.servicebus.ServiceBusMessage;
import dev.palisade.activities.events.OutcomeSender;
import dev.palisade.activities.events.OutcomeTooLarge;
import dev.palisade.worker.configuration.Team;
import dev.palisade.worker.intake.Delivery;
import dev.palisade.worker.intake.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A team's queue and the topic, of which either may be away. */
final class FakeBus implements WaitingMessages, OutcomeSender {
    private final List<WaitingMessage> waiting = new ArrayList<>();
    private final List<ServiceBusMessage> told = new ArrayList<>();
    private boolean queueAway;
    private boolean topicAway;
    private int takesMore = Integer.MAX_VALUE;
    private String tooLarge = "none";
    private Runnable whileSending = () -> {};

    void put(String id, String body, Instant enqueuedAt) {
        waiting.add(new WaitingMessage(id, new Delivery(body, enqueuedAt)));
    }

    void take() {
        waiting.clear();
    }

    void queueIsAway(boolean away) {
        queueAway = away;
    }

    void topicIsAway(boolean away) {
        topicAway = away;
    }

    /** After so many outcomes the topic takes no more. */
    void topicTakes(int outcomes) {
        takesMore = outcomes;
    }

    void isTooLarge(String request) {
        tooLarge = request;
    }

    void whileSending(Runnable happens) {
        whileSending = happens;
    }

    /** The ids of all that was told, copies among them. */
    List<String> told() {
        return told.stream().map(ServiceBusMessage::getMessageId).toList();
    }

    @Override
    public Team team() {
        return Messages.TEAM;
    }

    @Override
    public CompletableFuture<List<WaitingMessage>> oldest() {
        return queueAway
                ? CompletableFuture.failedFuture(
                        new UnseenException("the broker does not answer", new IllegalStateException()))
                : CompletableFuture.completedFuture(List.copyOf(waiting));
    }

    @Override
    public void send(List<ServiceBusMessage> messages, Duration patience) {
        messages.forEach(this::send);
    }

    private void send(ServiceBusMessage message) {
        whileSending.run();
        if (topicAway || takesMore == 0) {
            throw new AmqpException(true, "connection refused", null);
        }
        if (tooLarge.equals(message.getSessionId())) {
            throw new OutcomeTooLarge(message.getMessageId(), 10);
        }
        takesMore--;
        told.add(message);
    }
}
