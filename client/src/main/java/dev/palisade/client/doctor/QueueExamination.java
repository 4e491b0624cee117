package dev.palisade.client.doctor;

import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.request.QueueTarget;
import dev.palisade.client.request.ServiceBusAccess;
import java.util.ArrayList;
import java.util.List;

/** Whether a queue is there and lets us look into it. A look takes no message and counts as no delivery. */
public final class QueueExamination {
    private static final ServiceBusAccess ACCESS = new ServiceBusAccess(
            "It could not be looked into", "Azure Service Bus Data Receiver", "Looking changes nothing.");

    private QueueExamination() {}

    public static Check of(QueueTarget target) {
        String checked = "queue " + target.queue();
        List<String> waiting = new ArrayList<>();
        try {
            ACCESS.tried(target, () -> {
                try (ServiceBusReceiverClient receiver = ServiceBusAccess.client(target)
                        .receiver()
                        .queueName(target.queue())
                        .disableAutoComplete()
                        .buildClient()) {
                    if (receiver.peekMessage() != null) {
                        waiting.add(", and holds messages");
                    }
                }
            });
        } catch (CommandFailure failure) {
            return Check.wrong(checked, "cannot be looked into", String.valueOf(failure.getMessage()));
        }
        return Check.ok(checked, "answers at " + target.label() + String.join("", waiting));
    }
}
