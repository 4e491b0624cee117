package dev.palisade.worker.intake;

/**
 * The broker did not say that it took a settlement or a renewal. It may have: else the message comes again once its lock has run out.
 */
public final class SettlementFailedException extends RuntimeException {
    public SettlementFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
