package dev.palisade.acceptance.stack;

import com.azure.messaging.servicebus.ServiceBusClientBuilder.ServiceBusReceiverClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import java.util.ArrayList;
import java.util.List;

/** Looks at messages and leaves them where they are. */
public final class Peek {
    private static final int AT_ONCE = 100;

    private Peek() {}

    /** All messages of an entity, in whatever state, in their order. */
    public static List<ServiceBusReceivedMessage> all(ServiceBusReceiverClientBuilder entity) {
        List<ServiceBusReceivedMessage> all = new ArrayList<>();
        try (ServiceBusReceiverClient receiver = entity.buildClient()) {
            List<ServiceBusReceivedMessage> some =
                    receiver.peekMessages(AT_ONCE, 0).stream().toList();
            while (!some.isEmpty()) {
                all.addAll(some);
                some = receiver.peekMessages(AT_ONCE, some.get(some.size() - 1).getSequenceNumber() + 1).stream()
                        .toList();
            }
        }
        return all;
    }
}
