package dev.palisade.activities;

import dev.palisade.activities.arm.ArmAnswer;
import dev.palisade.activities.arm.ArmWrite;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts of one {@code begin} have sent to Azure, so that a later attempt knows its own traces from those of others. Noted before a
 * write, since the attempt may die of it; and taken back when Azure plainly refuses, or it was never sent, since then nothing happened.
 */
final class SentWrites {
    private final Attempt attempt;
    private Notes notes;

    /**
     * @param elapsed when, since the first attempt
     * @param overForeign the write of a creation proved to have met something that was there
     * @param mends the write was to mend what an earlier request had left failed, or not as asked
     */
    record Sent(Duration elapsed, boolean overForeign, boolean mends) {}

    SentWrites(Attempt attempt) {
        this.attempt = attempt;
        this.notes = attempt.notes();
    }

    /** True unless it is certain that no attempt, up to now, has changed anything. */
    boolean mayHaveActed() {
        return notes.sent() != null;
    }

    boolean overForeign() {
        Sent sent = notes.sent();
        return sent != null && sent.overForeign();
    }

    /**
     * True if what is failed, or not as asked, may have been so before anything was sent. Whether a write that was to mend it had an effect cannot
     * be seen; to send it again does no harm, and its answer tells.
     */
    boolean mayBeMended() {
        Sent sent = notes.sent();
        return sent == null || sent.mends();
    }

    /** How long ago the write was that may have had an effect; empty if there was none. */
    Optional<Duration> age() {
        return Optional.ofNullable(notes.sent()).map(write -> attempt.elapsed().minus(write.elapsed()));
    }

    /** Sends a write. @return an answer that is a success */
    ArmAnswer send(AzureCalls azure, StepFailures failures, Doing doing, ArmWrite write) {
        return send(azure, failures, doing, write, false);
    }

    /** Sends the write that mends what an earlier request has left. @return an answer that is a success */
    ArmAnswer sendMending(AzureCalls azure, StepFailures failures, Doing doing, ArmWrite write) {
        return send(azure, failures, doing, write, true);
    }

    private ArmAnswer send(AzureCalls azure, StepFailures failures, Doing doing, ArmWrite write, boolean mends) {
        Sent earlier = notes.sent();
        note(new Sent(attempt.elapsed(), false, mends));
        ArmAnswer answer = azure.exchange(doing, write, () -> note(earlier));
        if (!answer.isSuccess()) {
            throw failures.refused(doing, answer, attempt);
        }
        return answer;
    }

    void provedOverForeign() {
        note(new Sent(attempt.elapsed(), true, false));
    }

    private void note(@Nullable Sent write) {
        notes = notes.with(write);
        attempt.note(notes);
    }
}
