package dev.palisade.workflows.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.request.Standing;
import dev.palisade.workflows.contract.EnvironmentActivities.Intention;
import dev.palisade.workflows.contract.EnvironmentActivities.Telling;
import dev.palisade.workflows.contract.EnvironmentActivities.TurnAsked;
import dev.palisade.workflows.contract.EnvironmentActivities.TurnReleased;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One environment, for as long as it exists: {@code environment/<canonical id>}. Grants turns, first come first served, and keeps the
 * generations and the ledger. May continue as new at any time.
 */
@WorkflowInterface
public interface EnvironmentWorkflow {
    String WORKFLOW_ID_PREFIX = "environment/";

    @WorkflowMethod(name = "Environment")
    void run(EnvironmentState state);

    @SignalMethod
    void turnAsked(TurnAsked asked);

    @SignalMethod
    void intended(Intention intention);

    @SignalMethod
    void turnReleased(TurnReleased released);

    /** A person has looked at what a failed undo left behind and lets the next request in. Ignored if that request is not the stuck one. */
    @SignalMethod
    void stuckAccepted(StuckAccepted accepted);

    @QueryMethod
    EnvironmentState state();

    /**
     * Of bodies it keeps one, the desired document: histories of requests are forgotten, an environment is not (ADR 3).
     *
     * @param desired the generation that the environment is, or should be, in; null before the first
     * @param standing the document of the desired generation and what it claims; null before the first
     * @param attempted what the stuck request was to make, for the attempt that accepts it; null if none is stuck
     * @param away who has given its turn back for a while in the middle of its work, because a person must approve the rest
     * @param holder who has the turn; null if nobody
     * @param stuck the request whose undo failed; turns are given to its own attempts alone, and the others wait; null if none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EnvironmentState(
            String environment,
            String name,
            @Nullable Generation desired,
            int lastGeneration,
            @Nullable Turn holder,
            List<TurnAsked> waiting,
            Ledger ledger,
            List<Ended> ended,
            @Nullable String stuck,
            @Nullable Standing standing,
            @Nullable Standing attempted,
            List<Turn> away) {
        public EnvironmentState {
            away = away == null ? List.of() : List.copyOf(away);
            waiting = List.copyOf(waiting);
            ended = List.copyOf(ended);
        }

        public static EnvironmentState of(String environment, String name) {
            return new EnvironmentState(
                    environment,
                    name,
                    null,
                    0,
                    null,
                    List.of(),
                    Ledger.empty(),
                    List.of(),
                    null,
                    null,
                    null,
                    List.of());
        }
    }

    /** @param number counts accepted documents, from 1 */
    record Generation(int number, String requestId, String digest) {}

    /**
     * @param reopenNetwork if it is taken back, closed doors are opened again
     * @param claims everything that its request may have claimed
     * @param told the last of what it intends; null before the first, or if they are not counted
     */
    record Turn(
            TurnAsked asked,
            int generation,
            Instant grantedAt,
            boolean reopenNetwork,
            Claims claims,
            @Nullable Telling told) {
        public Turn {
            claims = Claims.orNone(claims);
        }

        public static Turn of(TurnAsked asked, int generation, Instant grantedAt) {
            return new Turn(asked, generation, grantedAt, false, Claims.none(), null);
        }

        public Turn intending(Intention intention) {
            return new Turn(
                    asked, generation, grantedAt, intention.reopenNetwork(), intention.claims(), intention.telling());
        }

        public Turn knowing(@Nullable Telling lastTold) {
            return new Turn(asked, generation, grantedAt, reopenNetwork, claims, lastTold);
        }

        /** True if a later intention than this is known already. */
        public boolean overtakes(Intention intention) {
            return intention.telling() != null && intention.telling().comesBefore(told);
        }

        public Turn ofRun(String otherRun) {
            return new Turn(asked.ofRun(otherRun), generation, grantedAt, reopenNetwork, claims, told);
        }
    }

    record StuckAccepted(String requestId, String by) {}

    /** How a request of late ended. */
    record Ended(String requestId, int generation, RequestState state, Instant at, int attempt) {
        public Ended {
            attempt = Math.max(1, attempt);
        }
    }
}
