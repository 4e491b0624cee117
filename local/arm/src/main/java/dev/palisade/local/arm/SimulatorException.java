package dev.palisade.local.arm;

/** The simulator could not start; the message says what is wrong and how to mend it. */
public final class SimulatorException extends RuntimeException {
    SimulatorException(String message, Throwable cause) {
        super(message, cause);
    }

    SimulatorException(String message) {
        super(message);
    }
}
