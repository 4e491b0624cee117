package dev.palisade.activities;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.activities.arm.ArmAnswer;
import dev.palisade.activities.arm.ArmErrors.Verdict;
import dev.palisade.activities.arm.LongRunningOperation;
import dev.palisade.activities.arm.LongRunningOperation.Progress;
import dev.palisade.activities.arm.LongRunningOperation.Progress.Pending;
import dev.palisade.activities.arm.OperationSealer.SealBroken;
import dev.palisade.activities.arm.RetrySchedule;
import dev.palisade.activities.kind.ArmKinds;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.Operation;
import dev.palisade.workflows.contract.Operation.Style;
import dev.palisade.workflows.contract.StepActivities.AwaitCall;
import dev.palisade.workflows.contract.StepActivities.Difference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for an operation without holding anything: each attempt asks once, and fails benign while it is not done. */
final class OperationWait {
    private static final Logger LOG = LoggerFactory.getLogger(OperationWait.class);

    private final AzureCalls azure;
    private final StepFailures failures;
    private final OperationsInFlight operations;
    private final RetrySchedule schedule;

    OperationWait(AzureCalls azure, StepFailures failures, OperationsInFlight operations, RetrySchedule schedule) {
        this.azure = azure;
        this.failures = failures;
        this.operations = operations;
        this.schedule = schedule;
    }

    /**
     * What an attempt leaves for the next.
     *
     * @param sealedUrl the URL to ask now, if Azure has replaced the first; null for the first
     * @param doneAt when Azure said that it was done, since the first attempt; null while it has not
     */
    record Seen(@Nullable String sealedUrl, @Nullable Duration doneAt) {}

    void await(AwaitCall call) {
        Attempt attempt = Attempt.current();
        Doing doing = Doing.applying(call.step());
        Operation operation = call.operation();
        if (attempt.isFirst() && !operation.expected().isZero()) {
            throw failures.notYet(doing, "InProgress", "Azure has begun", operation.expected());
        }
        Notes notes = attempt.notes();
        if (operation.style() != Style.RESOURCE && notes.seen().doneAt() == null) {
            askOperation(call, doing, attempt, notes);
        }
        readBack(call.step(), doing, attempt, notes);
    }

    /** Returns if the operation is done, or if only the resource can tell. */
    private void askOperation(AwaitCall call, Doing doing, Attempt attempt, Notes notes) {
        Operation operation = call.operation();
        Optional<ArmAnswer> asked = ask(operation, doing, notes.seen());
        if (asked.isEmpty()) {
            return;
        }
        ArmAnswer answer = asked.get();
        Progress progress = LongRunningOperation.poll(operation.style(), answer);
        if (progress instanceof Progress.Failed failed) {
            throw failures.failedLate(doing, failed.error());
        }
        if (progress instanceof Pending pending && pending.style() != Style.RESOURCE) {
            operations
                    .sealed(pending, operation.resource())
                    .ifPresent(replaced -> attempt.note(notes.with(new Seen(replaced, null))));
            throw inProgress(
                    doing,
                    attempt,
                    pending.word(),
                    schedule.after(answer, call.step().typical()));
        }
    }

    /** Empty if the operation's address was sealed with a key that this worker no longer has: then only the resource can tell. */
    private Optional<ArmAnswer> ask(Operation operation, Doing doing, Seen seen) {
        String url = seen.sealedUrl() == null ? operation.sealedUrl() : seen.sealedUrl();
        try {
            return Optional.of(azure.answered(doing, () -> operations.ask(String.valueOf(url), operation.resource())));
        } catch (SealBroken anotherKey) {
            LOG.warn("{}: {} Its resource is asked instead.", doing.what(), anotherKey.getMessage());
            return Optional.empty();
        }
    }

    private void readBack(Step step, Doing doing, Attempt attempt, Notes notes) {
        ArmAnswer answer = azure.read(doing);
        if (LongRunningOperation.poll(Style.RESOURCE, answer) instanceof Pending busy && !answer.isNotFound()) {
            throw inProgress(doing, attempt, busy.word(), schedule.after(answer, step.typical()));
        }
        Optional<JsonNode> found = azure.found(doing, answer, attempt);
        if (step.action() != Step.Action.DELETE) {
            found.ifPresent(resource -> refuseFailed(step, doing, resource));
        }
        List<Difference> differences = Differences.of(step, found);
        if (!differences.isEmpty()) {
            throw settle(step, doing, attempt, notes.withAnotherRead(), found, differences);
        }
    }

    private void refuseFailed(Step step, Doing doing, JsonNode resource) {
        String state = LongRunningOperation.provisioningState(resource);
        if (!LongRunningOperation.isSucceeded(state)) {
            throw failures.failedLate(doing, LongRunningOperation.resourceError(resource, state));
        }
        ArmKinds.of(step.kind()).shortfall(resource).ifPresent(error -> {
            throw failures.failedLate(doing, error);
        });
    }

    /** Azure's reads lag behind its operations. What is still different after the window is no lag. */
    private RuntimeException settle(
            Step step,
            Doing doing,
            Attempt attempt,
            Notes notes,
            Optional<JsonNode> found,
            List<Difference> differences) {
        Settling settling = Settling.of(ArmKinds.of(step.kind()), schedule.time());
        Seen seen = notes.seen();
        Duration doneAt = seen.doneAt() == null ? attempt.elapsed() : seen.doneAt();
        String words = Differences.inWords(differences);
        if (!settling.isOver(attempt.elapsed().minus(doneAt), notes.reads())) {
            attempt.note(notes.with(new Seen(seen.sealedUrl(), doneAt)));
            return failures.notYet(doing, "Settling", "Azure is done, but still reads " + words, settling.pause());
        }
        boolean untouched = DeltaComparison.compare(found.orElse(null), step.deltas()) == DeltaComparison.State.BEFORE;
        return untouched
                ? failures.ending(
                        new Verdict(FailureClass.NEEDS_A_PERSON, WhoseMove.OPERATOR),
                        doing,
                        "DoneWithoutEffect",
                        "Azure says that it is done, but " + words)
                : failures.worldChanged(doing, "Azure says that it is done, but " + words);
    }

    private RuntimeException inProgress(Doing doing, Attempt attempt, String word, Duration delay) {
        int asked = attempt.number() - 1;
        String times = asked < 1 ? "" : asked == 1 ? "; asked once" : "; asked " + asked + " times";
        return failures.notYet(doing, "InProgress", "Azure says " + word + times, delay);
    }
}
