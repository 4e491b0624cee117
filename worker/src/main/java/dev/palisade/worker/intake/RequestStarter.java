package dev.palisade.worker.intake;

import dev.palisade.workflows.contract.Request;
import java.util.List;

/** Hands a request to Temporal. */
public interface RequestStarter {

    /** One durable start. On return the request is Temporal's, or its id was taken. */
    Started start(Request request) throws TemporalAwayException;

    /** What became of a start. */
    sealed interface Started {
        /** A new request runs. */
        record Accepted() implements Started {}

        /**
         * The same content was accepted before, under this id: nothing was started.
         *
         * @param running whether that request still runs; else it has ended
         * @param state the last one that it told; {@code UNKNOWN} if it has told none
         */
        record Duplicate(boolean running, String state) implements Started {}

        /** @param differences where the earlier request under this id says otherwise, and what, for people */
        record IdTaken(List<String> differences) implements Started {
            public IdTaken {
                differences = List.copyOf(differences);
            }
        }
    }
}
