package dev.palisade.client.doctor;

import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.request.QueueTarget;
import dev.palisade.client.request.ServiceBusAccess;

/** Whether a queue is there and lets us look into it. A look takes no message and counts as no delivery. */
public final class QueueExamination {
    private static final ServiceBusAccess ACCESS = new ServiceBusAccess(
            "It could not be looked into", "Azure Service Bus Data Receiver", "Looking changes nothing.");

    private QueueExamination() {}

    public static Check of(QueueTarget target) {
        String checked = "queue " + target.queue();
        try {
            boolean holds = ACCESS.answered(target, () -> holdsMessages(target));
            return Check.ok(checked, "answers at " + target.label() + (holds ? ", and holds messages" : ""));
        } catch (CommandFailure failure) {
            return Check.wrong(checked, "cannot be looked into", String.valueOf(failure.getMessage()));
        }
    }

    private static boolean holdsMessages(QueueTarget target) {
        try (ServiceBusReceiverClient receiver = ServiceBusAccess.client(target)
                .receiver()
                .queueName(target.queue())
                .disableAutoComplete()
                .buildClient()) {
            return receiver.peekMessage() != null;
        }
    }
}
