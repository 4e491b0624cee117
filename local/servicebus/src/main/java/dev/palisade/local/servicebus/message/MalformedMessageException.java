package dev.palisade.local.servicebus.message;

import org.jspecify.annotations.Nullable;

/** Bytes that are not an AMQP message; the sender's fault. */
public final class MalformedMessageException extends Exception {
    MalformedMessageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
