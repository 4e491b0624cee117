package dev.palisade.local.temporal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Starts and stops child processes that do not outlive this one, as far as the operating system allows (see the package). */
final class TiedProcess {
    private static final List<String> KILLED_WITH_PARENT = List.of("setpriv", "--pdeathsig", "KILL");
    private static final long STOP_LIMIT_SECONDS = 10;

    private TiedProcess() {}

    /** Starts a command with its output appended to a file. */
    static Process start(List<String> command, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(tied(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        CompletableFuture<Process> started = new CompletableFuture<>();
        // Linux takes the thread that started a child, not its process, for the parent whose death kills it. So that
        // thread must live as long as the child.
        Thread keeper = new Thread(() -> keep(builder, started), "temporal-dev-server-keeper");
        keeper.setDaemon(true);
        keeper.start();
        try {
            return started.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static void keep(ProcessBuilder builder, CompletableFuture<Process> started) {
        try {
            Process process = builder.start();
            started.complete(process);
            process.onExit().join();
        } catch (IOException e) {
            started.completeExceptionally(e);
        }
    }

    private static List<String> tied(List<String> command) {
        if (!canBeKilledWithParent()) {
            return command;
        }
        List<String> tied = new ArrayList<>(KILLED_WITH_PARENT);
        tied.addAll(command);
        return tied;
    }

    /** Whether {@code setpriv} is here and knows the option, which that of BusyBox does not. */
    static boolean canBeKilledWithParent() {
        List<String> probe = new ArrayList<>(KILLED_WITH_PARENT);
        probe.add("true");
        try {
            Process process = new ProcessBuilder(probe)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Asks a process to end and kills it when it has not after 10 s. Returns when it has ended. */
    static void stop(Process process) {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, STOP_LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
        kill(process);
    }

    /** Kills a process without asking and returns when it has ended. */
    static void kill(Process process) {
        process.destroyForcibly();
        process.onExit().join();
    }
}
