package dev.palisade.activities;

import dev.palisade.activities.arm.ArmAnswer;
import dev.palisade.activities.arm.ArmError;
import dev.palisade.activities.arm.ArmErrors;
import dev.palisade.activities.arm.ArmErrors.Verdict;
import dev.palisade.activities.arm.ArmThrottled;
import dev.palisade.activities.arm.ArmUnreachable;
import dev.palisade.activities.arm.RetrySchedule;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.StepActivities;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Every failure of the activities, in the one shape that the contract promises: type, detail, delay, and no stack trace, since histories are
 * read by people and say what happened in their message.
 */
final class StepFailures {
    private final RetrySchedule schedule;

    StepFailures(RetrySchedule schedule) {
        this.schedule = schedule;
    }

    /** Azure answered, and said no. */
    ApplicationFailure refused(Doing doing, ArmAnswer answer, Attempt attempt) {
        ArmError error = answer.error();
        Verdict verdict = ArmErrors.judge(error, schedule.time().azure(attempt.elapsed()));
        String sentence = doing.capitalized() + ": Azure refuses (" + error.code() + "): " + error.message();
        AzureFailure failure = detail(verdict, doing, error, answer);
        return switch (verdict.failureClass()) {
            case WAIT -> waiting(failure, sentence, schedule.after(answer));
            case RETRY -> retrying(failure, sentence, schedule.after(answer));
            case YOURS, NEEDS_A_PERSON, WORLD_CHANGED, PAUSED -> ending(failure, sentence);
        };
    }

    /** Azure accepted, and gave up later. */
    ApplicationFailure failedLate(Doing doing, ArmError error) {
        String sentence =
                doing.capitalized() + ": Azure accepted it and failed later (" + error.code() + "): " + error.message();
        return ending(detail(ArmErrors.judgeLate(error), doing, error, null), sentence);
    }

    ApplicationFailure unreachable(Doing doing, ArmUnreachable silence) {
        return retrying(doing, "NoAnswer", String.valueOf(silence.getMessage()));
    }

    /** A limit of requests is reached: nothing is wrong, and nothing was done. */
    ApplicationFailure throttled(Doing doing, ArmThrottled limit) {
        Instant opens = Instant.now().plus(limit.opensIn()).plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
        String waits = "waits for Azure's request limit (" + limit.getMessage() + ") until "
                + opens.atOffset(ZoneOffset.UTC).toLocalTime().format(DateTimeFormatter.ISO_LOCAL_TIME) + " UTC";
        ArmAnswer answer = limit.answer();
        String why = answer == null
                ? ""
                : "; Azure refused it (" + answer.error().code() + "): "
                        + answer.error().message();
        ArmError error = ArmError.of(AzureFailure.REQUEST_LIMIT, waits + why);
        AzureFailure failure = detail(new Verdict(FailureClass.WAIT, WhoseMove.NOBODY), doing, error, answer);
        return waiting(failure, doing.what() + ": " + waits + why, limit.comeAgainIn());
    }

    ApplicationFailure retrying(Doing doing, String code, String message) {
        AzureFailure failure = ours(new Verdict(FailureClass.RETRY, WhoseMove.NOBODY), doing, code, message);
        return retrying(
                failure, doing.capitalized() + ": " + message, schedule.time().real(RetrySchedule.DEFAULT));
    }

    /** Nothing is wrong: it only takes its time. */
    ApplicationFailure notYet(Doing doing, String code, String message, Duration delay) {
        AzureFailure failure = ours(new Verdict(FailureClass.WAIT, WhoseMove.NOBODY), doing, code, message);
        return waiting(failure, doing.what() + ": " + message + "; next in " + Durations.text(delay), delay);
    }

    /** Somebody else's operation, or an earlier one, still goes on. */
    ApplicationFailure busy(Doing doing, String state, Duration delay) {
        return notYet(doing, "Busy", "an operation on it still goes on (" + state + ")", delay);
    }

    ApplicationFailure worldChanged(Doing doing, String message) {
        return ending(new Verdict(FailureClass.WORLD_CHANGED, WhoseMove.NOBODY), doing, "WorldChanged", message);
    }

    ApplicationFailure ending(Verdict verdict, Doing doing, String code, String message) {
        return ending(ours(verdict, doing, code, message), doing.capitalized() + ": " + message);
    }

    /** The same failure, for one that ends a begin of which nothing was ever written: there is nothing to take back. */
    static ApplicationFailure nothingWritten(ApplicationFailure failure) {
        if (!failure.isNonRetryable()) {
            return failure;
        }
        AzureFailure detail = failure.getDetails().get(0, AzureFailure.class);
        return plain(builder(detail, failure.getOriginalMessage())
                .setDetails(detail, StepActivities.NOTHING_WRITTEN)
                .setNonRetryable(true)
                .build());
    }

    private static AzureFailure detail(Verdict verdict, Doing doing, ArmError error, @Nullable ArmAnswer answer) {
        return new AzureFailure(
                verdict.failureClass(),
                doing.what(),
                doing.path(),
                error.code(),
                error.message(),
                verdict.whoseMove(),
                answer == null ? "" : answer.requestId(),
                answer == null ? "" : answer.correlationId());
    }

    private static AzureFailure ours(Verdict verdict, Doing doing, String code, String message) {
        return detail(verdict, doing, ArmError.of(code, message), null);
    }

    private static ApplicationFailure waiting(AzureFailure failure, String sentence, Duration delay) {
        return plain(builder(failure, sentence)
                .setNextRetryDelay(delay)
                .setCategory(ApplicationErrorCategory.BENIGN)
                .build());
    }

    private static ApplicationFailure retrying(AzureFailure failure, String sentence, Duration delay) {
        return plain(builder(failure, sentence).setNextRetryDelay(delay).build());
    }

    private static ApplicationFailure ending(AzureFailure failure, String sentence) {
        return plain(builder(failure, sentence).setNonRetryable(true).build());
    }

    private static ApplicationFailure.Builder builder(AzureFailure failure, String sentence) {
        return ApplicationFailure.newBuilder()
                .setType(failure.failureClass().name())
                .setMessage(sentence)
                .setDetails(failure);
    }

    private static ApplicationFailure plain(ApplicationFailure failure) {
        failure.setStackTrace(new StackTraceElement[0]);
        return failure;
    }
}
