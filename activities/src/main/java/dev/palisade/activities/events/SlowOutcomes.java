package dev.palisade.activities.events;

import com.azure.core.amqp.exception.AmqpException;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusMessage;
import dev.palisade.workflows.contract.OutcomeType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells on the topic of requests that are slow. All workers look, and tell of the same wait under the same id. */
public final class SlowOutcomes {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OutcomeSender sender;

    public SlowOutcomes(OutcomeSender sender) {
        this.sender = sender;
    }

    /**
     * Returns once the broker has it.
     *
     * @throws Untold if it does not take it now; it may have it all the same
     * @throws OutcomeTooLarge if it never will
     */
    public void tell(SlowOutcome outcome) {
        try {
            sender.send(List.of(message(outcome)), PATIENCE);
        } catch (ServiceBusException | AmqpException refused) {
            throw new Untold(refused);
        }
    }

    private static ServiceBusMessage message(SlowOutcome slow) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "environment", slow.environment(),
                "team", slow.team(),
                "type", slow.type().name(),
                "attempt", slow.attempt(),
                "event", OutcomeType.SLOW.event(),
                "where", slow.slow().where().name()));
        if (slow.state() != null) {
            properties.put("state", slow.state().name());
        }
        return OutcomeMessage.of(OutcomeEvent.of(slow), slow.requestId(), properties);
    }

    /** The topic does not take what it is told. */
    public static final class Untold extends RuntimeException {
        private static final long serialVersionUID = 1;

        Untold(RuntimeException refused) {
            super("Service Bus does not take what is slow: " + refused.getMessage(), refused);
        }
    }
}
