package dev.palisade.local.temporal;

/** The server was not started, since something that the caller can mend stands in the way; the message says what and how. */
public final class RefusedStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedStartException(String message) {
        super(message);
    }
}
