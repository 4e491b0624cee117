package dev.palisade.client.request;

import dev.palisade.client.failure.CommandFailure;

/** How a request leaves: by message. */
public interface MessageSender {
    /**
     * Returns once the broker has stored the message.
     *
     * @throws CommandFailure if the queue is not there, lets us not in, or does not answer
     */
    void send(QueueTarget target, RequestMessage message);
}
