package dev.palisade.worker.intake;

/** Temporal did not durably accept a request, for a reason that is not the request's. */
public final class TemporalAwayException extends Exception {
    private final String reason;

    public TemporalAwayException(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
