package dev.palisade.worker.servicebus;

import java.time.Duration;

/**
 * Counts the messages in hand. Once closing, a slot that has had its message is spent: it takes no other, because credit for another would
 * bring the message that was just given back.
 */
final class Slots {
    private final int count;
    private int busy;
    private int spent;
    private boolean closing;

    Slots(int count) {
        this.count = count;
    }

    /** A message came: its slot is busy until {@link #free()}. */
    synchronized void take() {
        busy++;
    }

    /** False if a message whose turn comes now is too late to be handled, and goes straight back. */
    synchronized boolean open() {
        return !closing;
    }

    /** The message is settled or given back; false if the slot is spent. */
    synchronized boolean free() {
        busy--;
        if (closing) {
            spent++;
        }
        notifyAll();
        return !closing;
    }

    synchronized void close() {
        closing = true;
    }

    /** Waits until nothing is in hand; false if the patience ends first. */
    synchronized boolean awaitIdle(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (busy > 0 && millisecondsTo(end) > 0) {
            wait(millisecondsTo(end));
        }
        return busy == 0;
    }

    /** If a message was given back, the credit still out brings it once more: waits until that is used up, and it is given back again. */
    synchronized void awaitSpent(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while ((busy > 0 || (spent > 0 && spent < count)) && millisecondsTo(end) > 0) {
            wait(millisecondsTo(end));
        }
    }

    private static long millisecondsTo(long end) {
        return Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
}
