package dev.palisade.activities;

import dev.palisade.activities.arm.AzureSettings;
import dev.palisade.activities.kind.ArmKinds;
import dev.palisade.workflows.contract.StepActivities.UndoCall;
import java.time.Duration;

/**
 * How long an undo that finds nothing to take back keeps looking. A read may be stale; and a write that never got an answer may still take
 * effect after its sender has gone.
 */
record UndoWatch(Settling settling) {

    static UndoWatch over(UndoCall call, AzureSettings settings) {
        Settling stale = Settling.of(ArmKinds.of(call.entry().step().kind()), settings.time());
        Duration late = settings.unansweredWindow();
        boolean longer = !call.answered() && late.compareTo(stale.window()) > 0;
        return new UndoWatch(longer ? new Settling(late) : stale);
    }

    /** @param reads that found nothing, this one included */
    boolean isOver(Attempt attempt, int reads) {
        return settling.isOver(attempt.elapsed(), reads);
    }

    Duration pause() {
        return settling.pause();
    }
}
