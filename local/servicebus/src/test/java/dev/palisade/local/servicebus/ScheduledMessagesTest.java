package dev.palisade.local.servicebus;

import static dev.palisade.local.servicebus.SdkClients.message;
import static dev.palisade.local.servicebus.SdkClients.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.messaging.servicebus.ServiceBusMessageBatch;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.models.ServiceBusMessageState;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the official Java SDK can have enqueued later, forwarded, or sent twice. */
@Timeout(60)
class ScheduledMessagesTest {
    private static final Duration SOON = Duration.ofMillis(400);

    private final ServiceBusBroker broker = Brokers.inMemory();
    private final SdkClients clients = new SdkClients(broker.connectionString());

    @AfterEach
    void stopEverything() {
        clients.close();
        broker.close();
    }

    @Test
    void aScheduledMessageIsShownAndComesWhenItIsDue() {
        ServiceBusSenderClient sender = clients.sender(Brokers.REQUESTS);
        ServiceBusReceiverClient receiver = clients.receiver(Brokers.REQUESTS);
        long number = sender.scheduleMessage(message("much later"), in(Duration.ofHours(1)));
        OffsetDateTime due = in(SOON);
        sender.scheduleMessage(message("later"), due);

        ServiceBusReceivedMessage shown = receiver.peekMessage(0);
        assertThat(shown.getState()).isEqualTo(ServiceBusMessageState.SCHEDULED);
        assertThat(shown.getSequenceNumber()).isEqualTo(number);
        ServiceBusReceivedMessage received = one(receiver);
        assertThat(received.getBody().toString()).isEqualTo("later");
        assertThat(received.getState()).isEqualTo(ServiceBusMessageState.ACTIVE);
        assertThat(received.getEnqueuedTime()).isAfterOrEqualTo(due.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void manyAreScheduledAndCancelledAtOnce() {
        ServiceBusSenderClient sender = clients.sender(Brokers.REQUESTS);
        List<Long> numbers = new ArrayList<>();
        sender.scheduleMessages(
                        Stream.of("first", "second", "third")
                                .map(SdkClients::message)
                                .toList(),
                        in(Duration.ofHours(1)))
                .forEach(numbers::add);

        sender.cancelScheduledMessages(numbers.subList(0, 2));

        ServiceBusReceiverClient receiver = clients.receiver(Brokers.REQUESTS);
        assertThat(receiver.peekMessages(10, 0).stream().map(ServiceBusReceivedMessage::getSequenceNumber))
                .containsExactly(numbers.get(2));
    }

    @Test
    void aPlainSendAndABatchScheduleToo() {
        ServiceBusSenderClient sender = clients.sender(Brokers.REQUESTS);
        sender.sendMessage(message("plain").setScheduledEnqueueTime(in(Duration.ofHours(1))));
        ServiceBusMessageBatch batch = sender.createMessageBatch();
        assertThat(batch.tryAddMessage(message("batched").setScheduledEnqueueTime(in(Duration.ofHours(1)))))
                .isTrue();
        assertThat(batch.tryAddMessage(message("at once"))).isTrue();
        sender.sendMessages(batch);

        ServiceBusReceiverClient receiver = clients.receiver(Brokers.REQUESTS);
        assertThat(receiver.peekMessages(10, 0).stream().map(ServiceBusReceivedMessage::getState))
                .containsExactly(
                        ServiceBusMessageState.SCHEDULED,
                        ServiceBusMessageState.SCHEDULED,
                        ServiceBusMessageState.ACTIVE);
        assertThat(one(receiver).getBody().toString()).isEqualTo("at once");
    }

    @Test
    void aTopicHoldsWhatIsScheduledUntilItIsDueOrCancelled() {
        ServiceBusSenderClient sender = clients.topicSender(Brokers.TOPIC);
        ServiceBusReceiverClient receiver = clients.subscriptionReceiver(Brokers.TOPIC, "all");
        long cancelled = sender.scheduleMessage(message("never"), in(SOON));
        sender.scheduleMessage(message("later"), in(SOON));
        sender.cancelScheduledMessage(cancelled);

        assertThat(one(receiver).getBody().toString()).isEqualTo("later");
        assertThat(receiver.peekMessage(0).getBody().toString()).isEqualTo("later");
        assertThat(receiver.peekMessages(10, 0).stream()).hasSize(1);
    }

    @Test
    void aRepeatedIdIsAcceptedAndDropped() {
        ServiceBusSenderClient sender = clients.sender(Brokers.CAREFUL);
        sender.sendMessage(message("once").setMessageId("id-1"));
        sender.sendMessages(List.of(
                message("again").setMessageId("id-1"), message("another").setMessageId("id-2")));
        sender.scheduleMessage(message("later").setMessageId("id-2"), in(Duration.ofHours(1)));

        assertThat(clients.receiver(Brokers.CAREFUL).peekMessages(10, 0).stream()
                        .map(shown -> shown.getBody().toString()))
                .containsExactly("once", "another");
    }

    @Test
    void aForwardedMessageIsReceivedWhereItWasForwardedTo() {
        clients.sender(Brokers.ENTRY).sendMessage(message("travels"));

        assertThat(one(clients.subscriptionReceiver(Brokers.TOPIC, "audit"))
                        .getBody()
                        .toString())
                .isEqualTo("travels");
        ServiceBusReceiverClient entry = clients.receiver(Brokers.ENTRY);
        assertThat(entry.peekMessage(0)).isNull();
        assertThatThrownBy(() -> entry.receiveMessages(1, SOON).stream().count())
                .hasStackTraceContaining("auto-forwarding");
    }

    @Test
    void transactionsAreRefused() {
        ServiceBusSenderClient sender = clients.sender(Brokers.REQUESTS);

        assertThatThrownBy(sender::createTransaction).hasMessageContaining("does not offer transactions");
    }

    private static OffsetDateTime in(Duration delay) {
        return OffsetDateTime.now(ZoneOffset.UTC).plus(delay);
    }
}
