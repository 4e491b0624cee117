package dev.palisade.activities.events;

import com.azure.messaging.servicebus.ServiceBusMessage;
import java.util.List;

/** Where outcomes go. */
@FunctionalInterface
public interface OutcomeSender {
    /** Returns once the broker has all of them durably, in this order. */
    void send(List<ServiceBusMessage> messages);
}
