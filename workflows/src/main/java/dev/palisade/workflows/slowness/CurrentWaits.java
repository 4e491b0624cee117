package dev.palisade.workflows.slowness;

import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.plan.Plan;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a request waits for by its own word, slow or not. */
final class CurrentWaits {
    /** The activities that tell outcomes. They go beside the work, and at its end after it. */
    private static final String OUTCOMES = "outcome.";

    private final StepWaits steps;

    CurrentWaits(double azureSpeed) {
        this.steps = new StepWaits(azureSpeed);
    }

    Stream<SlowWait> of(Sighting seen, RequestStatus status) {
        Stream<SlowWait> own = status.state().resting()
                ? undelivered(seen).stream()
                : switch (status.state()) {
                    case AWAITING_APPROVAL -> Stream.of(approval(seen, status));
                    case WAITING_FOR_TURN -> Stream.of(TurnWait.of(seen, status));
                    default -> work(seen, status);
                };
        return Stream.concat(pause(seen, status).stream(), own);
    }

    private static SlowWait approval(Sighting seen, RequestStatus status) {
        Plan plan = status.plan();
        String which = plan == null ? "the plan" : "plan " + plan.hash();
        return SlowWait.ofRequest(
                Where.APPROVAL, seen.lastMove(), WhoseMove.YOURS, which + " is neither approved nor rejected");
    }

    private static Optional<SlowWait> pause(Sighting seen, RequestStatus status) {
        return Optional.ofNullable(status.paused())
                .map(words -> SlowWait.ofRequest(Where.PAUSE, seen.lastMove(), WhoseMove.OPERATOR, words));
    }

    /** Steps that Azure works on; else whatever the request as a whole has asked for: a plan, a claim, a reading. */
    private Stream<SlowWait> work(Sighting seen, RequestStatus status) {
        List<SlowWait> under = steps.of(seen, status).toList();
        return under.isEmpty() && status.paused() == null ? Stream.of(asWhole(seen, status.state())) : under.stream();
    }

    private static SlowWait asWhole(Sighting seen, RequestState state) {
        return seen.calls().stream()
                .filter(call -> !call.activity().startsWith(OUTCOMES))
                .findFirst()
                .map(call -> refused(call, seen.lastMove(), state))
                .orElseGet(() -> SlowWait.ofRequest(
                        Where.TEMPORAL, seen.lastMove(), WhoseMove.OPERATOR, "nothing is under way for it"));
    }

    private static SlowWait refused(PendingCall call, Instant since, RequestState state) {
        AzureFailure failure = call.failure();
        Where where = failure == null ? Where.TEMPORAL : place(failure);
        WhoseMove move = failure == null ? WhoseMove.OPERATOR : failure.whoseMove();
        String last = call.message().isEmpty() ? "has not answered" : "is tried again: " + call.message();
        return SlowWait.ofRequest(where, since, move, call.activity() + " of " + state + " " + last);
    }

    static Where place(@Nullable AzureFailure lastHeard) {
        return lastHeard != null && lastHeard.code().equals(AzureFailure.REQUEST_LIMIT)
                ? Where.THROTTLING
                : Where.AZURE_OPERATION;
    }

    private static Optional<SlowWait> undelivered(Sighting seen) {
        return seen.calls().stream()
                .filter(call -> call.activity().startsWith(OUTCOMES))
                .findFirst()
                .map(call -> SlowWait.ofRequest(
                        Where.QUEUE,
                        seen.lastMove(),
                        WhoseMove.OPERATOR,
                        "it has come to rest, and nobody has taken what it tells of that: " + call.message()));
    }
}
