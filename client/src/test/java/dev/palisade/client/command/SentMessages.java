package dev.palisade.client.command;

import dev.palisade.client.request.MessageSender;
import dev.palisade.client.request.QueueTarget;
import dev.palisade.client.request.RequestMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A queue that keeps what was sent to it. */
final class SentMessages implements MessageSender {
    private final List<RequestMessage> messages = new ArrayList<>();

    @Override
    public void send(QueueTarget target, RequestMessage message) {
        messages.add(message);
    }

    RequestMessage only() {
        if (messages.size() != 1) {
            throw new IllegalStateException(messages.size() + " messages were sent");
        }
        return messages.get(0);
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** The data of the only message, as JSON. */
    String data() {
        return new String(only().event().getData().toBytes(), StandardCharsets.UTF_8);
    }
}
