package dev.palisade.local.servicebus.engine;

import java.util.Map;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.transport.AmqpError;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;

/** Errors as the SDKs can read them: always with an info map, for want of which the Python SDK waits for ever. */
final class AmqpErrors {
    private AmqpErrors() {}

    static ErrorCondition error(Symbol condition, String description) {
        ErrorCondition error = new ErrorCondition(condition, description);
        error.setInfo(Map.of());
        return error;
    }

    static ErrorCondition notFound(String path) {
        return error(AmqpError.NOT_FOUND, "The messaging entity '" + path + "' could not be found.");
    }

    /** The answer to what is sent or settled within a transaction. */
    static Rejected noTransactions() {
        return rejected(AmqpError.NOT_IMPLEMENTED, "This broker does not take part in transactions");
    }

    static Rejected rejected(Symbol condition, String description) {
        Rejected rejected = new Rejected();
        rejected.setError(error(condition, description));
        return rejected;
    }
}
