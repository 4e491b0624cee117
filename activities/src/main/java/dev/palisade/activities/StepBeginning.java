package dev.palisade.activities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ArmAnswer;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.AzureSettings;
import dev.palisade.activities.arm.LongRunningOperation;
import dev.palisade.activities.arm.LongRunningOperation.Progress;
import dev.palisade.activities.arm.OwnershipMark;
import dev.palisade.activities.arm.RetrySchedule;
import dev.palisade.activities.kind.ArmKind;
import dev.palisade.activities.kind.ArmKinds;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.Begun;
import dev.palisade.workflows.contract.StepActivities.StepCall;
import java.time.Duration;
import java.util.Optional;

/**
 * Begins a step: looks, and writes only if the world is as planned. Before the write it notes that it is about to write, so that a later
 * attempt knows its own traces from those of others.
 */
final class StepBeginning {
    private final AzureCalls azure;
    private final StepFailures failures;
    private final OperationsInFlight operations;
    private final AzureSettings settings;
    private final RetrySchedule schedule;

    StepBeginning(AzureCalls azure, StepFailures failures, OperationsInFlight operations, AzureSettings settings) {
        this.azure = azure;
        this.failures = failures;
        this.operations = operations;
        this.settings = settings;
        this.schedule = new RetrySchedule(settings.time());
    }

    /**
     * What an attempt noted before, or after, it wrote.
     *
     * @param elapsed when, since the first attempt
     * @param overForeign the write of a creation proved to have met something that was there
     */
    record Written(Duration elapsed, boolean overForeign) {}

    Begun begin(StepCall call) {
        Step step = call.step();
        Doing doing = Doing.applying(step);
        Attempt attempt = Attempt.current();
        Optional<Written> written = attempt.recall(Written.class);
        Optional<JsonNode> found = azure.find(doing, attempt);
        if (step.action() == Step.Action.UPDATE) {
            return change(step, doing, attempt, written.isPresent(), found);
        }
        if (written.filter(Written::overForeign).isPresent()) {
            throw handBackLater(call, doing, attempt, written.get(), found);
        }
        return found.isPresent() ? meet(call, doing, found.get()) : create(call, doing, attempt, written);
    }

    private Begun change(Step step, Doing doing, Attempt attempt, boolean writtenBefore, Optional<JsonNode> found) {
        JsonNode resource = found.orElseThrow(() -> failures.worldChanged(doing, "it does not exist any more."));
        return switch (DeltaComparison.compare(resource, step.deltas())) {
            case AFTER ->
                new Begun(
                        writtenBefore ? Ownership.CHANGED : Ownership.ADOPTED,
                        isProvisioned(resource) ? null : operations.ofResource(step));
            case BEFORE -> writeChange(step, doing, attempt, resource);
            case OTHER ->
                throw failures.worldChanged(
                        doing,
                        "what the step touches is not as it was planned: "
                                + Differences.inWords(resource, step.deltas()));
        };
    }

    private Begun writeChange(Step step, Doing doing, Attempt attempt, JsonNode resource) {
        String state = LongRunningOperation.provisioningState(resource);
        if (!LongRunningOperation.isTerminal(state)) {
            throw failures.notYet(
                    doing,
                    "Busy",
                    "an operation on it still goes on (" + state + ")",
                    schedule.between(step.typical()));
        }
        ArmWrite write = ArmKinds.changeable(step.kind()).change(step.resource(), resource, step.deltas());
        attempt.note(new Written(attempt.elapsed(), false));
        ArmAnswer answer = azure.write(doing, write, attempt);
        return follow(step, doing, Ownership.CHANGED, write, answer);
    }

    /** Something has the name. Ours from an earlier attempt, somebody's who made the very same, or in the way. */
    private Begun meet(StepCall call, Doing doing, JsonNode resource) {
        Step step = call.step();
        boolean ours = new OwnershipMark(call.environment(), call.requestId()).isOn(resource);
        boolean asAsked = DeltaComparison.compare(resource, step.deltas()) == DeltaComparison.State.AFTER;
        if (!ours && !asAsked) {
            throw failures.worldChanged(doing, "something of this name, not made by this request, is there.");
        }
        boolean done = asAsked && isProvisioned(resource);
        return new Begun(ours ? Ownership.CREATED : Ownership.ADOPTED, done ? null : operations.ofResource(step));
    }

    private Begun create(StepCall call, Doing doing, Attempt attempt, Optional<Written> written) {
        Step step = call.step();
        ArmKind.Creatable kind = ArmKinds.creatable(step.kind());
        if (!kind.creationIsGuarded()) {
            written.ifPresent(earlier -> watch(doing, attempt, earlier));
        }
        ArmWrite write = kind.create(step.resource(), tagged(call));
        attempt.note(new Written(attempt.elapsed(), false));
        ArmAnswer answer = azure.write(doing, write, attempt);
        if (answer.status() == 200) {
            attempt.note(new Written(attempt.elapsed(), true));
            throw handBack(call, doing, attempt);
        }
        return follow(step, doing, Ownership.CREATED, write, answer);
    }

    /** A write without an answer may still land. Where Azure does not guard it, a second one over it could not tell whose it met. */
    private void watch(Doing doing, Attempt attempt, Written earlier) {
        Duration since = attempt.elapsed().minus(earlier.elapsed());
        Duration left = settings.unansweredWindow().minus(since);
        if (!left.isNegative() && !left.isZero()) {
            Duration part = schedule.time().real(RetrySchedule.DEFAULT);
            throw failures.notYet(
                    doing,
                    "Unanswered",
                    "an earlier attempt had no answer and may still take effect; watching",
                    part.compareTo(left) < 0 ? part : left);
        }
    }

    /** Our write over somebody else's resource is known from an earlier attempt. A read without it may be as stale as the one before it. */
    private RuntimeException handBackLater(
            StepCall call, Doing doing, Attempt attempt, Written written, Optional<JsonNode> found) {
        Settling settling = Settling.of(ArmKinds.of(call.step().kind()), schedule.time());
        if (found.isEmpty() && attempt.elapsed().minus(written.elapsed()).compareTo(settling.window()) < 0) {
            return failures.notYet(doing, "WasThere", "it was there already, but does not show", settling.pause());
        }
        return found.isEmpty()
                ? failures.worldChanged(doing, "it was made by somebody else, and is gone.")
                : handBack(call, doing, attempt);
    }

    /**
     * Our write met a resource that a stale read had hidden. It is not ours, so it must not carry our tags when something deletes by them:
     * they are taken off without asking another read whether they are on.
     */
    private RuntimeException handBack(StepCall call, Doing doing, Attempt attempt) {
        ArmKind.Creatable kind = ArmKinds.creatable(call.step().kind());
        azure.write(doing, kind.create(call.step().resource(), OwnershipMark.off(tagged(call))), attempt);
        return failures.worldChanged(
                doing, "it was there already, made by somebody else, and now has the settings of this step.");
    }

    private Begun follow(Step step, Doing doing, Ownership ownership, ArmWrite write, ArmAnswer answer) {
        Progress progress = LongRunningOperation.first(write.method(), answer);
        if (progress instanceof Progress.Failed failed) {
            throw failures.failedLate(doing, failed.error());
        }
        if (progress instanceof Progress.Pending pending) {
            return new Begun(ownership, operations.started(step, pending, answer));
        }
        boolean shown = DeltaComparison.compare(answer.body(), step.deltas()) == DeltaComparison.State.AFTER;
        return new Begun(ownership, shown ? null : operations.ofResource(step));
    }

    private static ObjectNode tagged(StepCall call) {
        JsonNode body = DeltaComparison.apply(null, call.step().deltas());
        return new OwnershipMark(call.environment(), call.requestId()).on((ObjectNode) body);
    }

    private static boolean isProvisioned(JsonNode resource) {
        return LongRunningOperation.isSucceeded(LongRunningOperation.provisioningState(resource));
    }
}
