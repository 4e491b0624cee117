package dev.palisade.client.stack;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Ends a stack and lets go of its data, whatever comes first: the end of the command, a failure, Ctrl-C or SIGTERM. */
public final class StackLife implements AutoCloseable {
    private final LocalStack stack;
    private boolean ended;

    private StackLife(LocalStack stack) {
        this.stack = stack;
    }

    /** To be called before the stack is started. */
    public static StackLife guard(LocalStack stack) {
        StackLife life = new StackLife(stack);
        Runtime.getRuntime().addShutdownHook(new Thread(life::close, "stop-stack"));
        return life;
    }

    public LocalStack stack() {
        return stack;
    }

    /** The second caller waits for the first. */
    @Override
    public synchronized void close() {
        if (ended) {
            return;
        }
        ended = true;
        stack.close();
        try {
            stack.data().close();
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory " + stack.data().path() + " could not be given up", e);
        }
    }
}
