package dev.palisade.worker.intake;

/** The broker did not take a settlement or a renewal; the message will come again once its lock has run out. */
public final class SettlementFailedException extends RuntimeException {
    public SettlementFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
