package dev.palisade.local.servicebus;

import static dev.palisade.local.servicebus.Brokers.HASTY;
import static dev.palisade.local.servicebus.Brokers.REQUESTS;
import static dev.palisade.local.servicebus.Brokers.STRICT;
import static dev.palisade.local.servicebus.SdkClients.message;
import static dev.palisade.local.servicebus.SdkClients.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.models.AbandonOptions;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the official Java SDK can do with a message that it holds locked. */
@Timeout(60)
class SettlementTest {
    private final ServiceBusBroker broker = Brokers.inMemory();
    private final SdkClients clients = new SdkClients(broker.connectionString());

    @AfterEach
    void stopEverything() {
        clients.close();
        broker.close();
    }

    @Test
    void anAbandonedMessageComesAgainWithOneMoreDeliveryAndTheChangedProperties() {
        clients.sender(REQUESTS).sendMessage(message("try").setMessageId("id-1"));
        ServiceBusReceiverClient receiver = clients.receiver(REQUESTS);

        receiver.abandon(one(receiver), new AbandonOptions().setPropertiesToModify(Map.of("attempt", "first")));
        ServiceBusReceivedMessage again = one(receiver);

        assertThat(again.getMessageId()).isEqualTo("id-1");
        assertThat(again.getDeliveryCount()).isEqualTo(1);
        assertThat(again.getApplicationProperties()).containsEntry("attempt", "first");
        assertThat(again.getBody().toString()).isEqualTo("try");
    }

    @Test
    void aDeadLetteredMessageWaitsInTheDeadLetterQueueWithItsReason() {
        clients.sender(REQUESTS).sendMessage(message("poison"));
        ServiceBusReceiverClient receiver = clients.receiver(REQUESTS);

        receiver.deadLetter(
                one(receiver),
                new DeadLetterOptions()
                        .setDeadLetterReason("Malformed")
                        .setDeadLetterErrorDescription("It is no CloudEvent")
                        .setPropertiesToModify(Map.of("finding", "NO_TYPE")));

        assertThat(receiver.peekMessage(0)).isNull();
        ServiceBusReceiverClient deadLetters = clients.deadLetterReceiver(REQUESTS);
        ServiceBusReceivedMessage dead = one(deadLetters);
        assertThat(dead.getBody().toString()).isEqualTo("poison");
        assertThat(dead.getDeadLetterReason()).isEqualTo("Malformed");
        assertThat(dead.getDeadLetterErrorDescription()).isEqualTo("It is no CloudEvent");
        assertThat(dead.getDeadLetterSource()).isEqualTo(REQUESTS);
        assertThat(dead.getApplicationProperties()).containsEntry("finding", "NO_TYPE");

        deadLetters.complete(dead);
        assertThat(deadLetters.peekMessage(0)).isNull();
    }

    @Test
    void aMessageOfTheDeadLetterQueueStaysThereWhenItIsDeadLetteredAgain() {
        clients.sender(REQUESTS).sendMessage(message("poison"));
        ServiceBusReceiverClient receiver = clients.receiver(REQUESTS);
        receiver.deadLetter(one(receiver), new DeadLetterOptions().setDeadLetterReason("First"));
        ServiceBusReceiverClient deadLetters = clients.deadLetterReceiver(REQUESTS);

        // This SDK takes any rejection as the answer to a dead-letter, so that it does not see the refusal.
        deadLetters.deadLetter(one(deadLetters), new DeadLetterOptions().setDeadLetterReason("Second"));

        assertThat(deadLetters.peekMessage(0).getDeadLetterReason()).isEqualTo("First");
    }

    @Test
    void aMessageThatFailsTooOftenIsDeadLettered() {
        clients.sender(STRICT).sendMessage(message("hopeless"));
        ServiceBusReceiverClient receiver = clients.receiver(STRICT);

        receiver.abandon(one(receiver));
        receiver.abandon(one(receiver));

        ServiceBusReceivedMessage dead = one(clients.deadLetterReceiver(STRICT));
        assertThat(dead.getDeadLetterReason()).isEqualTo("MaxDeliveryCountExceeded");
        assertThat(receiver.peekMessage(0)).isNull();
    }

    @Test
    void aDeferredMessageComesOnlyWhenItIsAskedForByNumber() {
        clients.sender(REQUESTS).sendMessage(message("later"));
        clients.sender(REQUESTS).sendMessage(message("now"));
        ServiceBusReceiverClient receiver = clients.receiver(REQUESTS);
        ServiceBusReceivedMessage later = one(receiver);
        receiver.defer(later);

        ServiceBusReceivedMessage now = one(receiver);
        assertThat(now.getBody().toString()).isEqualTo("now");
        receiver.complete(now);

        ServiceBusReceivedMessage deferred = receiver.receiveDeferredMessage(later.getSequenceNumber());
        assertThat(deferred.getBody().toString()).isEqualTo("later");
        receiver.complete(deferred);
        assertThat(receiver.peekMessage(0)).isNull();
    }

    @Test
    void askingForANumberThatIsNotDeferredFails() {
        ServiceBusReceiverClient receiver = clients.receiver(REQUESTS);

        assertThatThrownBy(() -> receiver.receiveDeferredMessage(77)).isInstanceOf(ServiceBusException.class);
    }

    /** This SDK makes an empty answer of the error, where others throw. */
    @Test
    void askingForNumbersOfWhichOneIsMissingGivesNoneAndTheOthersStayFree() {
        clients.sender(REQUESTS).sendMessage(message("later"));
        ServiceBusReceiverClient receiver = clients.receiver(REQUESTS);
        ServiceBusReceivedMessage later = one(receiver);
        receiver.defer(later);

        assertThat(receiver.receiveDeferredMessageBatch(List.of(later.getSequenceNumber(), 77L)))
                .isEmpty();

        receiver.complete(receiver.receiveDeferredMessage(later.getSequenceNumber()));
        assertThat(receiver.peekMessage(0)).isNull();
    }

    @Test
    void aRenewedLockLastsLonger() {
        clients.sender(REQUESTS).sendMessage(message("slow"));
        ServiceBusReceiverClient receiver = clients.receiver(REQUESTS);
        ServiceBusReceivedMessage held = one(receiver);
        OffsetDateTime before = held.getLockedUntil();

        assertThat(receiver.renewMessageLock(held)).isAfter(before);

        receiver.complete(held);
        assertThat(receiver.peekMessage(0)).isNull();
    }

    @Test
    void aLockThatRanOutIsLostAndTheMessageGoesToAnotherReceiver() {
        clients.sender(HASTY).sendMessage(message("contested"));
        ServiceBusReceiverClient slow = clients.receiver(HASTY);
        ServiceBusReceivedMessage lost = one(slow);
        // It comes again only because the first lock has run out.
        ServiceBusReceivedMessage again = one(clients.receiver(HASTY));

        assertThat(again.getDeliveryCount()).isEqualTo(1);
        assertThat(again.getSequenceNumber()).isEqualTo(lost.getSequenceNumber());
        assertThatThrownBy(() -> slow.complete(lost))
                .isInstanceOfSatisfying(
                        ServiceBusException.class,
                        refused ->
                                assertThat(refused.getReason()).isEqualTo(ServiceBusFailureReason.MESSAGE_LOCK_LOST));
        assertThatThrownBy(() -> slow.renewMessageLock(lost))
                .isInstanceOfSatisfying(
                        ServiceBusException.class,
                        refused ->
                                assertThat(refused.getReason()).isEqualTo(ServiceBusFailureReason.MESSAGE_LOCK_LOST));
    }
}
