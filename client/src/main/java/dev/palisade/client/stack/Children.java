package dev.palisade.client.stack;

import dev.palisade.client.failure.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The processes of a stack. Once it is closed none can be launched, so a signal during start-up leaves nothing behind. */
final class Children implements AutoCloseable {
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(50);

    private final List<Child> children = new ArrayList<>();
    private boolean closing;

    synchronized void launch(String name, List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        if (closing) {
            throw CommandFailure.unavailable("The stack is being stopped.");
        }
        children.add(Child.start(name, command, environment, log));
    }

    /** @throws CommandFailure if it, or another child, ends first, or it does not answer in time */
    void await(String name, Readiness readiness, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!readiness.now()) {
            if (System.nanoTime() > deadline) {
                throw CommandFailure.unavailable(name + " has started but does not answer after " + limit.toSeconds()
                        + " s. See its log in the logs folder of the data directory.");
            }
            pause(PROBE_INTERVAL);
        }
    }

    /** @throws CommandFailure as soon as a child ends */
    void pause(Duration duration) throws InterruptedException {
        CompletableFuture<?>[] ends = snapshot().stream().map(Child::onExit).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.anyOf(ends).get(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException allAlive) {
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for a child failed", e);
        }
        if (closing()) {
            // They end because this process ends: there is nothing to tell, and soon nobody to tell it.
            Thread.currentThread().join();
        }
        throw CommandFailure.unavailable(String.join(
                System.lineSeparator(),
                snapshot().stream()
                        .filter(child -> !child.alive())
                        .map(Child::obituary)
                        .toList()));
    }

    private synchronized boolean closing() {
        return closing;
    }

    private synchronized List<Child> snapshot() {
        return List.copyOf(children);
    }

    /** Newest first, one after the other: the worker lets go of its messages while broker and Temporal still listen. */
    @Override
    public void close() {
        List<Child> ending = new ArrayList<>(beginClosing());
        Collections.reverse(ending);
        ending.forEach(Child::stop);
    }

    private synchronized List<Child> beginClosing() {
        closing = true;
        return List.copyOf(children);
    }
}
