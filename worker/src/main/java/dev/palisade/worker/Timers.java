package dev.palisade.worker;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;

/** The threads of what happens by the clock. Separate, so that a broker that does not answer keeps nobody from seeing Temporal. */
final class Timers implements AutoCloseable {
    private final ScheduledExecutorService temporal = timer("temporal-watch", 2);
    private final ScheduledExecutorService locks = timer("locks", 2);
    private final ScheduledExecutorService slow = timer("slow", 1);

    ScheduledExecutorService temporal() {
        return temporal;
    }

    ScheduledExecutorService locks() {
        return locks;
    }

    ScheduledExecutorService slow() {
        return slow;
    }

    @Override
    public void close() {
        temporal.shutdownNow();
        locks.shutdownNow();
        slow.shutdownNow();
    }

    private static ScheduledExecutorService timer(String name, int threads) {
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
        // What wants to go on by the clock after the end has nothing to do any more.
        return new ScheduledThreadPoolExecutor(threads, daemons, new ThreadPoolExecutor.DiscardPolicy());
    }
}
