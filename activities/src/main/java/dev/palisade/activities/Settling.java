package dev.palisade.activities;

import dev.palisade.activities.arm.SimulatedTime;
import dev.palisade.activities.kind.ArmKind;
import java.time.Duration;

/**
 * How long a read that says otherwise is taken for a stale one. A window in time alone would be no more than one read where Azure's clock
 * runs fast, so it takes a few reads as well.
 *
 * @param window in real time
 */
record Settling(Duration window) {
    private static final int READS = 3;

    /** In how many parts the window is looked through. */
    private static final int PARTS = 6;

    static Settling of(ArmKind kind, SimulatedTime time) {
        return new Settling(time.real(kind.settlingWindow()));
    }

    /** @param reads made so far, this one included */
    boolean isOver(Duration since, int reads) {
        return reads >= READS && since.compareTo(window) >= 0;
    }

    /** The delay to the next read. */
    Duration pause() {
        return window.dividedBy(PARTS);
    }
}
