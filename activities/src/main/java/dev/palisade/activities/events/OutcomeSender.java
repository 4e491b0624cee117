package dev.palisade.activities.events;

import com.azure.messaging.servicebus.ServiceBusMessage;
import java.time.Duration;
import java.util.List;

/** Where outcomes go. */
@FunctionalInterface
public interface OutcomeSender {
    /**
     * Returns once the broker has all of them durably, in this order.
     *
     * @throws com.azure.core.amqp.exception.AmqpException if it has not within this time; it may take them all the same
     * @throws OutcomeTooLarge if it will never take one of them; it has the others
     */
    void send(List<ServiceBusMessage> messages, Duration patience);
}
