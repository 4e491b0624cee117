package dev.palisade.local.servicebus;

/** The broker could not start. The message is one sentence for a person, with the remedy. */
public final class BrokerStartException extends RuntimeException {
    BrokerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
