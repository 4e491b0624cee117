package dev.palisade.workflows.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palisade.planning.finding.Language;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells the world what became of a request: at least once, in order, with ids that let a receiver drop the second copy. */
@ActivityInterface(namePrefix = "outcome.")
public interface OutcomeActivities {
    /** The sequence of what the environment tells of a request that was terminated: after all that it can have told itself. */
    int LAST_WORD = 1_000;

    /**
     * As a local activity it gives up within a second or so, and at once while the broker is known to be away: a workflow task waits for it.
     */
    void publish(List<Outcome> outcomes);

    /**
     * Either of a request or of one of its steps.
     *
     * @param sequence counts the outcomes of an attempt, from 1
     * @param status the request as it stood then; null for a step
     * @param step null for a request
     * @param type null from a workflow that tells only of waiting and resting states: then the state is the type, and the sequence the id
     * @param occurrence counts outcomes of this type for this step, or for the request, from 1. It makes the id, with request, attempt, type
     *     and step: unlike the sequence it is the same if a workflow task is lost after it has published, and the next one goes another way
     * @param language in which findings are told; null is English
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Outcome(
            int sequence,
            Instant at,
            @Nullable RequestStatus status,
            @Nullable StepOutcome step,
            @Nullable OutcomeType type,
            int occurrence,
            @Nullable Language language) {
        @JsonCreator
        public Outcome {}

        public Outcome(int sequence, Instant at, RequestStatus status) {
            this(sequence, at, status, null, null, 0, null);
        }

        @JsonIgnore
        public RequestFacts about() {
            return Objects.requireNonNull(step == null ? status : step, "an outcome of nothing");
        }

        @JsonIgnore
        public OutcomeType told() {
            return type == null ? OutcomeType.of(about().state()) : type;
        }
    }
}
