package dev.palisade.activities.events;

/** An outcome that no batch of the broker can hold: trying again is of no use. */
public final class OutcomeTooLarge extends RuntimeException {
    public OutcomeTooLarge(String id, int limit) {
        super("Outcome " + id + " is larger than the " + limit + " bytes that the broker takes.");
    }
}
