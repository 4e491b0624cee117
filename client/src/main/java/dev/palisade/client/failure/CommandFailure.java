package dev.palisade.client.failure;

import org.jspecify.annotations.Nullable;

/** Something that a person can mend: the message says what, and how. Printed as it is, without a stack trace. */
public final class CommandFailure extends RuntimeException {
    private final int exitCode;

    private CommandFailure(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public static CommandFailure unavailable(String message) {
        return new CommandFailure(ExitCode.UNAVAILABLE, message, null);
    }

    public static CommandFailure unavailable(String message, Throwable cause) {
        return new CommandFailure(ExitCode.UNAVAILABLE, message, cause);
    }

    public static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message, null);
    }

    /** What was asked for is refused, and nothing was sent or changed: a document with findings, a step that its state does not allow. */
    public static CommandFailure rejected(String message) {
        return new CommandFailure(ExitCode.REJECTED, message, null);
    }

    public int exitCode() {
        return exitCode;
    }
}
