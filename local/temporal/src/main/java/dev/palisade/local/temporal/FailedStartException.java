package dev.palisade.local.temporal;

/** The server was started and did not become healthy; it has been stopped again. The message carries the end of its log. */
public final class FailedStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailedStartException(String message) {
        super(message);
    }
}
