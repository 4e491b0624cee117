package dev.palisade.activities;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;
import java.util.Optional;

/**
 * The attempt that is running, told by Temporal's time stamps alone: the clock of this machine and that of the server may differ by hours.
 *
 * @param number from 1
 * @param elapsed between the first attempt and this one, in real time
 */
record Attempt(int number, Duration elapsed) {

    static Attempt current() {
        var info = Activity.getExecutionContext().getInfo();
        long elapsed = info.getCurrentAttemptScheduledTimestamp() - info.getScheduledTimestamp();
        return new Attempt(info.getAttempt(), Duration.ofMillis(Math.max(0, elapsed)));
    }

    boolean isFirst() {
        return number == 1;
    }

    /** What an earlier attempt wrote down for this one; Temporal keeps it even if that attempt died. */
    <T> Optional<T> recall(Class<T> type) {
        return context().getLastHeartbeatDetails(type);
    }

    /** What the attempts before this one have left for it. */
    Notes notes() {
        return recall(Notes.class).orElse(Notes.NONE);
    }

    /**
     * Writes something down for the attempts to come. At most once before an effect, since only the first heartbeat of an attempt goes out at
     * once. Throws if the activity was cancelled, so that what comes next does not begin.
     */
    void note(Object mark) {
        context().heartbeat(mark);
    }

    private static ActivityExecutionContext context() {
        return Activity.getExecutionContext();
    }
}
