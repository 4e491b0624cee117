package dev.palisade.client.request;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusSenderClient;

/** Sends messages with the official Service Bus SDK, which is loaded only then. */
public final class ServiceBusMessageSender implements MessageSender {
    private static final ServiceBusAccess ACCESS = new ServiceBusAccess(
            "The message could not be sent to",
            "Azure Service Bus Data Sender",
            "If it did arrive, sending again with the same --id does no harm.");

    /** Service Bus takes no more. */
    private static final int LONGEST_MESSAGE_ID = 128;

    @Override
    public void send(QueueTarget target, RequestMessage message) {
        ServiceBusMessage outgoing =
                new ServiceBusMessage(BinaryData.fromBytes(message.body())).setContentType(RequestMessage.CONTENT_TYPE);
        if (message.id().length() <= LONGEST_MESSAGE_ID) {
            outgoing.setMessageId(message.id());
        }
        ACCESS.tried(target, () -> send(target, outgoing));
    }

    private static void send(QueueTarget target, ServiceBusMessage message) {
        try (ServiceBusSenderClient sender = ServiceBusAccess.client(target)
                .sender()
                .queueName(target.queue())
                .buildClient()) {
            sender.sendMessage(message);
        }
    }
}
