package dev.palisade.workflows.contract;

import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import java.util.List;

/** Tells the world what became of a request: at least once, in order, with ids that let a receiver drop the second copy. */
@ActivityInterface(namePrefix = "outcome.")
public interface OutcomeActivities {
    /** The sequence of what the environment tells of a request that was terminated: after all that it can have told itself. */
    int LAST_WORD = 1_000;

    void publish(List<Outcome> outcomes);

    /**
     * @param sequence counts the outcomes of an attempt, from 1; with the request's id and the attempt it makes the event's id
     * @param status the request as it stood then
     */
    record Outcome(int sequence, Instant at, RequestStatus status) {}
}
