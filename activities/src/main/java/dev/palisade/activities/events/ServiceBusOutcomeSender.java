package dev.palisade.activities.events;

import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusMessageBatch;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import java.util.List;

/** Sends to a Service Bus topic, as few batches as they fit into. */
public final class ServiceBusOutcomeSender implements OutcomeSender {
    private final ServiceBusSenderClient topic;

    /** @param topic closed by whoever opened it */
    public ServiceBusOutcomeSender(ServiceBusSenderClient topic) {
        this.topic = topic;
    }

    @Override
    public void send(List<ServiceBusMessage> messages) {
        ServiceBusMessageBatch batch = topic.createMessageBatch();
        for (ServiceBusMessage message : messages) {
            if (!batch.tryAddMessage(message)) {
                batch = sent(batch);
                if (!batch.tryAddMessage(message)) {
                    throw new OutcomeTooLarge(message.getMessageId(), batch.getMaxSizeInBytes());
                }
            }
        }
        sent(batch);
    }

    private ServiceBusMessageBatch sent(ServiceBusMessageBatch full) {
        if (full.getCount() > 0) {
            topic.sendMessages(full);
        }
        return topic.createMessageBatch();
    }
}
