package dev.palisade.workflows.slowness;

import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.workflows.contract.EnvironmentActivities.TurnAsked;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Turn;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The wait for a turn: who has it, or why nobody gives it. */
final class TurnWait {
    private TurnWait() {}

    static SlowWait of(Sighting seen, RequestStatus status) {
        Instant since = seen.lastMove();
        EnvironmentState environment = seen.environment();
        if (environment == null) {
            return SlowWait.ofRequest(
                    Where.TEMPORAL, since, WhoseMove.OPERATOR, "its environment does not say who has the turn");
        }
        Turn holder = environment.holder();
        if (holder != null && !isOf(holder.asked(), status)) {
            String whose =
                    Request.idOf(holder.asked().requestId(), holder.asked().attempt());
            return held(since, whose, WhoseMove.NOBODY, whose + " has the turn since " + holder.grantedAt());
        }
        String stuck = environment.stuck();
        if (holder == null && stuck != null && !stuck.equals(status.requestId())) {
            return held(since, stuck, WhoseMove.OPERATOR, stuck + " is STUCK, and lets nobody else in");
        }
        return SlowWait.ofRequest(
                Where.TEMPORAL, since, WhoseMove.OPERATOR, "nobody else has the turn, and it has not heard of that");
    }

    private static SlowWait held(Instant since, @Nullable String by, WhoseMove move, String explanation) {
        return new SlowWait(Where.TURN, since, Duration.ZERO, move, explanation, null, null, by);
    }

    private static boolean isOf(TurnAsked asked, RequestStatus status) {
        return asked.requestId().equals(status.requestId()) && asked.attempt() == status.attempt();
    }
}
