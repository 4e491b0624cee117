package dev.palisade.activities.arm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A clock that only a test moves, and whoever waits on it. */
final class HandDrivenTime {
    private Duration now = Duration.ofHours(3);
    private final List<Duration> waits = new ArrayList<>();
    private Runnable meanwhile = () -> {};

    Duration now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Takes no longer than the test does, but moves the clock. */
    void waitFor(Duration time) {
        waits.add(time);
        pass(time);
        meanwhile.run();
    }

    /** What happens while somebody waits. */
    void meanwhile(Runnable event) {
        meanwhile = event;
    }

    /** What was waited for in place, in order. */
    List<Duration> waits() {
        return List.copyOf(waits);
    }
}
