package dev.palisade.client.deadletter;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.request.QueueTarget;
import dev.palisade.client.request.RequestMessage;
import dev.palisade.client.request.ServiceBusAccess;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends a dead letter to its queue again, under a new id. That id follows from the old one: whoever is interrupted between the send and
 * the completion, and resubmits again, sends a duplicate of the first, which counts once.
 *
 * @param letter as it was seen
 * @param id of the new event and message
 * @param body the new event
 */
public record Resubmission(DeadLetter letter, String id, String body) {
    private static final Pattern AGAIN = Pattern.compile("(.*)-r([0-9]{1,6})");
    private static final int LONGEST_ID = 200;
    /** Service Bus takes no more. */
    private static final int LONGEST_MESSAGE_ID = 128;

    /**
     * @param mended the event to send instead; null for the same
     * @throws CommandFailure if there is no event to send
     */
    public static Resubmission of(DeadLetter letter, @Nullable String mended, Clock clock) {
        String earlier = Objects.requireNonNullElse(letter.eventId(), letter.messageId());
        String id = Optional.ofNullable(letter.eventId())
                .map(Resubmission::next)
                .filter(next -> next.length() <= LONGEST_ID)
                .orElseGet(() -> RequestMessage.newId("resubmitted", clock, RandomGenerator.getDefault()));
        EventBody event = EventBody.of(mended == null ? letter.body() : mended);
        String which = mended == null ? "The body of dead letter " + letter.sequenceNumber() : "The file";
        if (event.event() != null && !event.missing().isEmpty()) {
            throw CommandFailure.rejected(
                    which + " is no whole CloudEvent: it lacks " + String.join(", ", event.missing())
                            + ". Nothing was sent, and the dead letter is where it was. Give the whole event with --body, not its data alone.");
        }
        return event.anew(id, earlier, clock.instant())
                .map(body -> new Resubmission(letter, id, body))
                .orElseThrow(() -> CommandFailure.rejected(which
                        + " is no JSON object, so that it cannot be sent as an event with a new id. Nothing was sent."
                        + " Give a mended event with --body."));
    }

    /** Returns once the broker has stored it. */
    public void send(QueueTarget target, ServiceBusReceivedMessage old) {
        try (ServiceBusSenderClient sender = ServiceBusAccess.client(target)
                .sender()
                .queueName(target.queue())
                .buildClient()) {
            sender.sendMessage(message(old));
        }
    }

    private ServiceBusMessage message(ServiceBusReceivedMessage old) {
        ServiceBusMessage message = new ServiceBusMessage(BinaryData.fromString(body))
                .setContentType(RequestMessage.CONTENT_TYPE)
                .setSubject(old.getSubject())
                .setCorrelationId(old.getCorrelationId())
                .setSessionId(old.getSessionId());
        if (id.length() <= LONGEST_MESSAGE_ID) {
            message.setMessageId(id);
        }
        old.getApplicationProperties().forEach((name, value) -> {
            if (!DeadLetterQueue.OF_THE_BROKER.contains(name)) {
                message.getApplicationProperties().put(name, value);
            }
        });
        String earlier = Objects.requireNonNullElse(letter.eventId(), letter.messageId());
        if (earlier != null) {
            message.getApplicationProperties().put("resubmitOf", earlier);
        }
        return message;
    }

    private static String next(String id) {
        Matcher again = AGAIN.matcher(id);
        return again.matches() ? again.group(1) + "-r" + (Integer.parseInt(again.group(2)) + 1) : id + "-r1";
    }
}
