package dev.palisade.activities.arm;

/** No answer: refused, reset, timed out, or cut off in the middle. A write may or may not have taken effect. */
public final class ArmUnreachable extends RuntimeException {
    public ArmUnreachable(String message, Throwable cause) {
        super(message, cause);
    }

    public ArmUnreachable(String message) {
        super(message);
    }
}
