package dev.palisade.local.servicebus.engine;

import dev.palisade.local.servicebus.entity.Disposition;
import dev.palisade.local.servicebus.entity.Settlement;
import dev.palisade.local.servicebus.management.LockLost;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Modified;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.transport.AmqpError;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.jspecify.annotations.Nullable;

/** Translates between AMQP's delivery states and what they mean for a queue. */
final class Outcomes {
    static final Symbol SESSION_LOCK_LOST = Symbol.valueOf(LockLost.OF_SESSION_CONDITION);
    private static final Symbol LOCK_LOST = Symbol.valueOf(LockLost.CONDITION);

    private Outcomes() {}

    /** What a receiver's state asks for; empty if that is no outcome that a queue knows. */
    static Optional<Disposition> disposition(DeliveryState state) {
        if (state instanceof Accepted) {
            return Optional.of(new Disposition.Complete());
        } else if (state instanceof Released) {
            return Optional.of(new Disposition.Release());
        } else if (state instanceof Modified modified) {
            Map<String, Object> properties = properties(modified.getMessageAnnotations());
            return Optional.of(
                    Boolean.TRUE.equals(modified.getUndeliverableHere())
                            ? new Disposition.Defer(properties)
                            : new Disposition.Abandon(properties));
        } else if (state instanceof Rejected rejected) {
            Map<?, ?> info =
                    rejected.getError() == null ? null : rejected.getError().getInfo();
            return Optional.of(new Disposition.DeadLetter(properties(info)));
        }
        return Optional.empty();
    }

    /** The answer that an SDK waits for: the same outcome type if it was done, else rejected with an error. */
    static DeliveryState answer(DeliveryState asked, Settlement settlement) {
        return switch (settlement) {
            case DONE -> sameType(asked);
            case LOCK_LOST -> AmqpErrors.rejected(LOCK_LOST, LockLost.DESCRIPTION);
            case SESSION_LOCK_LOST -> AmqpErrors.rejected(SESSION_LOCK_LOST, LockLost.OF_SESSION_DESCRIPTION);
            case NOT_ALLOWED ->
                AmqpErrors.rejected(AmqpError.NOT_ALLOWED, "A dead-lettered message cannot be dead-lettered again");
        };
    }

    private static DeliveryState sameType(DeliveryState asked) {
        if (asked instanceof Rejected) {
            // Without an error: the Python SDK takes a rejection that carries one for a failure.
            return new Rejected();
        }
        return asked instanceof Modified ? new Modified() : asked;
    }

    private static Map<String, Object> properties(@Nullable Map<?, ?> given) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (given != null) {
            given.forEach((name, value) -> properties.put(String.valueOf(name), value));
        }
        return properties;
    }
}
