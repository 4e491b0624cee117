package dev.palisade.activities;

import dev.palisade.activities.arm.ArmAnswer;
import dev.palisade.activities.arm.ArmClient;
import dev.palisade.activities.arm.LongRunningOperation.Progress.Pending;
import dev.palisade.activities.arm.OperationSealer;
import dev.palisade.activities.arm.RetrySchedule;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.Operation;
import dev.palisade.workflows.contract.Operation.Style;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Turns what Azure says of an operation into the record that any worker can pick up, and back. */
final class OperationsInFlight {
    /** What began less than this part of its usual time ago has only just begun. */
    private static final int JUST = 10;

    private final ArmClient arm;
    private final OperationSealer sealer;
    private final RetrySchedule schedule;

    OperationsInFlight(ArmClient arm, OperationSealer sealer, RetrySchedule schedule) {
        this.arm = arm;
        this.sealer = sealer;
        this.schedule = schedule;
    }

    /** What a write has just started. */
    Operation started(Step step, Pending pending, ArmAnswer answer) {
        Optional<String> sealed = sealed(pending, step.resource());
        return new Operation(
                step.resource(),
                sealed.isPresent() ? pending.style() : Style.RESOURCE,
                sealed.orElse(null),
                schedule.after(answer, step.typical()),
                schedule.time().real(step.typical()),
                Instant.now());
    }

    /** Something whose resource tells how it goes, to be asked at once. */
    Operation ofResource(Step step) {
        return ofResource(step, Duration.ZERO);
    }

    private Operation ofResource(Step step, Duration expected) {
        return new Operation(
                step.resource(), Style.RESOURCE, null, schedule.between(step.typical()), expected, Instant.now());
    }

    /**
     * What is found under way, so that only the resource tells how it goes. If our own write, whose answer was lost, has just started it, it will
     * take as long as usual; what others started may end any moment.
     */
    Operation underWay(Step step, SentWrites sent) {
        Duration typical = schedule.time().real(step.typical());
        boolean justStarted = sent.age()
                .filter(age -> age.multipliedBy(JUST).compareTo(typical) < 0)
                .isPresent();
        return ofResource(step, justStarted ? typical : Duration.ZERO);
    }

    /** Asks an operation. The URL is never part of a message. */
    ArmAnswer ask(String sealedUrl, ResourceId resource) {
        return arm.follow(sealer.open(sealedUrl, resource));
    }

    /** Empty if there is no URL, if it cannot be read, or if it leads to a host that must not see our token: the resource itself tells as well. */
    Optional<String> sealed(Pending pending, ResourceId resource) {
        return Optional.ofNullable(pending.url())
                .flatMap(arm::resolve)
                .filter(arm::mayFollow)
                .map((URI url) -> sealer.seal(url, resource));
    }
}
