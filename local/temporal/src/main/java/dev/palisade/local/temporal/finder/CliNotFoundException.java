package dev.palisade.local.temporal.finder;

/** There is no CLI to use. The message lists every way that was tried with its reason, and what to do about it. */
public final class CliNotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CliNotFoundException(String message) {
        super(message);
    }
}
