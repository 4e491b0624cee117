package dev.palisade.acceptance.stack;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What was started, one part after another. It is closed the other way round, however far the start has come, and to the last part: what one
 * of them says to that does not spare the others.
 */
final class Parts implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T part) {
        started.push(part);
        return part;
    }

    /** @throws IllegalStateException once all are closed, if any failed at that */
    @Override
    public void close() {
        IllegalStateException failed = null;
        while (!started.isEmpty()) {
            failed = close(started.pop(), failed);
        }
        if (failed != null) {
            throw failed;
        }
    }

    private static @Nullable IllegalStateException close(AutoCloseable part, @Nullable IllegalStateException earlier) {
        try {
            part.close();
            return earlier;
        } catch (Exception refused) {
            IllegalStateException failed = earlier == null
                    ? new IllegalStateException("Not all that was started could be closed in order")
                    : earlier;
            failed.addSuppressed(refused);
            return failed;
        }
    }
}
