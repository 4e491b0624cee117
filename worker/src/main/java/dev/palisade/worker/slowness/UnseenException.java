package dev.palisade.worker.slowness;

/** What was to be looked at did not answer; the message says what and why. */
public final class UnseenException extends Exception {
    private static final long serialVersionUID = 1;

    public UnseenException(String reason, Throwable cause) {
        super(reason, cause);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
