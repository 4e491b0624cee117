package dev.palisade.client.deadletter;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.models.SubQueue;
import dev.palisade.client.request.ServiceBusAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The dead letters of a queue or a subscription. Looking changes nothing. To take one out, those before it are received too, for Service
 * Bus has no other way; they are given back at once, and their delivery counts go up by one, which moves nothing that is dead already.
 */
public final class DeadLetterQueue implements AutoCloseable {
    /** Application properties that the broker has put there. */
    static final Set<String> OF_THE_BROKER = Set.of("DeadLetterReason", "DeadLetterErrorDescription");

    private static final int A_PAGE = 100;
    private static final Duration A_LOOK = Duration.ofSeconds(2);
    /** Shorter than the minute for which Service Bus locks unless it is told otherwise, and ours must last as long as we look. */
    private static final Duration OTHERS_LOCK = Duration.ofSeconds(50);

    private final Supplier<ServiceBusReceiverClient> receivers;
    /** Never receives: what is given back by it, by its lock alone, is not handed to it again. */
    private final ServiceBusReceiverClient receiver;

    /** Making one does not need the broker to be there. */
    public DeadLetterQueue(DeadLetterSource source) {
        this.receivers = () -> receiver(source);
        this.receiver = receivers.get();
    }

    private static ServiceBusReceiverClient receiver(DeadLetterSource source) {
        ServiceBusClientBuilder.ServiceBusReceiverClientBuilder builder = ServiceBusAccess.client(source.target())
                .receiver()
                .subQueue(SubQueue.DEAD_LETTER_QUEUE)
                .disableAutoComplete()
                .maxAutoLockRenewDuration(Duration.ZERO);
        return (source.subscription() == null
                        ? builder.queueName(source.target().queue())
                        : builder.topicName(source.target().queue()).subscriptionName(source.subscription()))
                .buildClient();
    }

    /** The oldest, in their order. */
    public List<DeadLetter> list(int limit) {
        List<DeadLetter> letters = new ArrayList<>();
        long from = 0;
        while (letters.size() < limit) {
            List<ServiceBusReceivedMessage> page =
                    receiver.peekMessages(Math.min(A_PAGE, limit - letters.size()), from).stream()
                            .toList();
            if (page.isEmpty()) {
                break;
            }
            page.forEach(message -> letters.add(DeadLetter.of(message)));
            from = page.get(page.size() - 1).getSequenceNumber() + 1;
        }
        return List.copyOf(letters);
    }

    /** Empty if there is none of that number. */
    public Optional<DeadLetter> find(long sequenceNumber) {
        return receiver.peekMessages(1, sequenceNumber).stream()
                .filter(message -> message.getSequenceNumber() == sequenceNumber)
                .findFirst()
                .map(DeadLetter::of);
    }

    /**
     * Takes one out: locks it, does what comes before, and only then completes it. If that fails, it is given back.
     *
     * @return false if it could not be received: it is gone, or in somebody else's hands
     */
    public boolean take(long sequenceNumber, Consumer<ServiceBusReceivedMessage> before) {
        List<ServiceBusReceivedMessage> others = new ArrayList<>();
        try (ServiceBusReceiverClient taking = receivers.get()) {
            Optional<ServiceBusReceivedMessage> found = receive(taking, sequenceNumber, others);
            found.ifPresent(message -> finish(taking, message, before));
            return found.isPresent();
        } finally {
            // Once nobody receives any more, or they would be handed to the same receiver again and stay locked.
            others.forEach(this::giveBack);
        }
    }

    @Override
    public void close() {
        receiver.close();
    }

    /**
     * What is there and does not come is in somebody's hands, and be it those of a command that ended while it was on its way: it comes when
     * that lock ends.
     */
    private Optional<ServiceBusReceivedMessage> receive(
            ServiceBusReceiverClient taking, long sequenceNumber, List<ServiceBusReceivedMessage> others) {
        long began = System.nanoTime();
        Optional<ServiceBusReceivedMessage> found = Optional.empty();
        boolean more = true;
        while (more && found.isEmpty()) {
            more = System.nanoTime() - began < OTHERS_LOCK.toNanos()
                    && find(sequenceNumber).isPresent();
            for (ServiceBusReceivedMessage message : taking.receiveMessages(A_PAGE, A_LOOK)) {
                more = true;
                if (message.getSequenceNumber() == sequenceNumber) {
                    found = Optional.of(message);
                } else {
                    others.add(message);
                }
            }
        }
        return found;
    }

    private void giveBack(ServiceBusReceivedMessage message) {
        try {
            receiver.abandon(message);
        } catch (ServiceBusException failed) {
            // Whose lock has ended is given back already.
            if (!ServiceBusFailureReason.MESSAGE_LOCK_LOST.equals(failed.getReason())) {
                throw failed;
            }
        }
    }

    private static void finish(
            ServiceBusReceiverClient taking,
            ServiceBusReceivedMessage message,
            Consumer<ServiceBusReceivedMessage> before) {
        boolean done = false;
        try {
            before.accept(message);
            done = true;
        } finally {
            if (!done) {
                taking.abandon(message);
            }
        }
        taking.complete(message);
    }
}
