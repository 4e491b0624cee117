package dev.palisade.client.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process of the stack, with its log. */
public final class Child {
    private static final int TAIL_LINES = 15;
    private static final int TAIL_BYTES = 16 * 1024;
    private static final long STOP_LIMIT_SECONDS = 10;

    private final String name;
    private final Process process;
    private final Path log;
    private final long logStart;

    private Child(String name, Process process, Path log, long logStart) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.logStart = logStart;
    }

    /** Must be called by a thread that lives as long as the child shall (see {@link Leash}). */
    static Child start(String name, List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        long logStart = Files.exists(log) ? Files.size(log) : 0;
        ProcessBuilder builder = new ProcessBuilder(Leash.on(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new Child(name, builder.start(), log, logStart);
    }

    /** Runs a command with our own input and output; returns its exit status. Ends it when we are told to end. */
    public static int inForeground(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        Thread stop = new Thread(() -> stop(process), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        return process.waitFor();
    }

    String name() {
        return name;
    }

    boolean alive() {
        return process.isAlive();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Asks it to end, kills it if it has not after ten seconds, and returns when it has ended. */
    void stop() {
        stop(process);
    }

    private static void stop(Process process) {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, STOP_LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** For people, once it has ended: how, and the last lines that it wrote. */
    String obituary() {
        return name + " ended with exit status " + process.exitValue() + ". Its log " + log + " ends with:"
                + System.lineSeparator() + tail();
    }

    private String tail() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(logStart, file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return String.join(
                    System.lineSeparator(), lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(the log cannot be read: " + e.getMessage() + ")";
        }
    }
}
