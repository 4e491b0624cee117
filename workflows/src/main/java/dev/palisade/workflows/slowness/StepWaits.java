package dev.palisade.workflows.slowness;

import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What the steps of a request wait for that are under way. One that waits for another step waits for nothing of its own. */
final class StepWaits {
    private final double azureSpeed;

    StepWaits(double azureSpeed) {
        this.azureSpeed = azureSpeed;
    }

    Stream<SlowWait> of(Sighting seen, RequestStatus status) {
        return status.steps().stream()
                .flatMap(progress ->
                        step(status, progress.stepId()).flatMap(step -> under(seen, step, progress)).stream());
    }

    private static Optional<Step> step(RequestStatus status, String id) {
        return Optional.ofNullable(status.plan())
                .flatMap(plan -> plan.steps().stream()
                        .filter(step -> step.id().equals(id))
                        .findFirst());
    }

    private Optional<SlowWait> under(Sighting seen, Step step, StepProgress progress) {
        Instant started = Objects.requireNonNullElseGet(progress.startedAt(), seen::lastMove);
        return switch (progress.state()) {
            // Azure takes a write within seconds, or says why it does not yet.
            case BEGINNING -> Optional.of(waiting(seen, step, started, Duration.ZERO, "sending it"));
            case IN_FLIGHT ->
                Optional.of(waiting(
                        seen,
                        step,
                        Objects.requireNonNullElse(progress.begunAt(), started),
                        usual(step),
                        "Azure at work"));
            case UNDOING -> Optional.of(waiting(seen, step, seen.lastMove(), usual(step), "taking it back"));
            case WAITING, DONE, FAILED, NOT_BEGUN, UNDONE -> Optional.empty();
        };
    }

    private Duration usual(Step step) {
        return Duration.ofMillis(Math.round(step.typical().toMillis() / azureSpeed));
    }

    private static SlowWait waiting(Sighting seen, Step step, Instant since, Duration usual, String doing) {
        Optional<AzureFailure> heard = heard(seen, step);
        return new SlowWait(
                CurrentWaits.place(heard.orElse(null)),
                since,
                usual,
                heard.map(AzureFailure::whoseMove).orElse(WhoseMove.NOBODY),
                heard.map(last -> last.doing() + ": " + last.message()).orElseGet(() -> step.title() + ": " + doing),
                step.id(),
                step.resource().toString(),
                null);
    }

    /** A call names no step, but what it was last told names the resource, of which one step at a time is under way. */
    private static Optional<AzureFailure> heard(Sighting seen, Step step) {
        return seen.calls().stream()
                .flatMap(call -> Stream.ofNullable(call.failure()))
                .filter(failure ->
                        failure.resource().equalsIgnoreCase(step.resource().toString()))
                .findFirst();
    }
}
