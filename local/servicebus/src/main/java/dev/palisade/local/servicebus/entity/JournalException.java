package dev.palisade.local.servicebus.entity;

/** The journal could not be read or written. The broker cannot keep a promise any more and must stop. */
public final class JournalException extends RuntimeException {
    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
