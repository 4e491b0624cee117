package dev.palisade.worker.intake;

import dev.palisade.workflows.contract.Request;

/** Hands a request to Temporal. */
public interface RequestStarter {

    /** One durable start. On return the request is Temporal's, or its id was taken. */
    Started start(Request request) throws TemporalAwayException;

    /** What became of a start. */
    sealed interface Started {
        /** A new request runs. */
        record Accepted() implements Started {}

        /** The same content was accepted before, under this id: nothing was started. */
        record Duplicate() implements Started {}

        /** @param difference what the earlier request under this id says otherwise, for people */
        record IdTaken(String difference) implements Started {}
    }
}
