package dev.palisade.local.servicebus.engine;

import dev.palisade.local.servicebus.entity.JournalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Work that other threads have for the broker's thread. Who submitted it learns the result once it is committed. */
final class SubmittedWork {
    private interface Work {
        /** Does it, and returns what tells its submitter. */
        Runnable perform();

        void refuse(RuntimeException reason);
    }

    private record Submitted<T>(Supplier<T> work, CompletableFuture<T> result) implements Work {
        @Override
        public Runnable perform() {
            try {
                T value = work.get();
                return () -> result.complete(value);
            } catch (JournalException lost) {
                result.completeExceptionally(lost);
                throw lost;
            } catch (RuntimeException refused) {
                return () -> result.completeExceptionally(refused);
            }
        }

        @Override
        public void refuse(RuntimeException reason) {
            result.completeExceptionally(reason);
        }
    }

    /** Done, but not committed yet. */
    private record Performed(Work work, Runnable told) {}

    private final Queue<Work> waiting = new ConcurrentLinkedQueue<>();
    private final List<Performed> done = new ArrayList<>();
    private volatile boolean closed;

    /** Any thread. */
    <T> CompletableFuture<T> submit(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        waiting.add(new Submitted<>(work, result));
        if (closed) {
            refuseWaiting();
        }
        return result;
    }

    void perform() {
        for (Work next = waiting.poll(); next != null; next = waiting.poll()) {
            done.add(new Performed(next, next.perform()));
        }
    }

    /** What was performed is committed. */
    void committed() {
        done.forEach(performed -> performed.told().run());
        done.clear();
    }

    /** The broker's thread: what was performed and not committed is not done either. */
    void close() {
        closed = true;
        done.forEach(performed -> performed.work().refuse(ended()));
        done.clear();
        refuseWaiting();
    }

    private void refuseWaiting() {
        for (Work next = waiting.poll(); next != null; next = waiting.poll()) {
            next.refuse(ended());
        }
    }

    private static IllegalStateException ended() {
        return new IllegalStateException("The broker has ended");
    }
}
