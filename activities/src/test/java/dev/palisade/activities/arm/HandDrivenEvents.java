package dev.palisade.activities.arm;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Things that happen one after another on a clock that moves only from one to the next. */
final class HandDrivenEvents {
    private final PriorityQueue<Event> coming =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
    private Duration now = Duration.ofHours(3);
    private long number;

    private record Event(Duration at, long number, Runnable what) {}

    Duration now() {
        return now;
    }

    void in(Duration delay, Runnable what) {
        coming.add(new Event(now.plus(delay), number++, what));
    }

    /** Returns when nothing more is to come, or at that time. */
    void runUntil(Duration end) {
        while (!coming.isEmpty() && coming.peek().at().compareTo(end) <= 0) {
            Event next = coming.remove();
            now = next.at();
            next.what().run();
        }
    }
}
