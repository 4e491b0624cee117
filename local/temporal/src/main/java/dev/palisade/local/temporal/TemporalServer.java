package dev.palisade.local.temporal;

import dev.palisade.local.temporal.finder.CliFinder;
import dev.palisade.local.temporal.finder.FoundCli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A Temporal dev server as a child of this process, bound to 127.0.0.1, which is stopped by {@link #close} and, at the latest, with this process (see the package).
 *
 * <p>What the server was told survives {@link #kill} in its database: starting again with the same options is the restart.
 */
public final class TemporalServer implements AutoCloseable {
    private static final int LOG_LINES_SHOWN = 15;

    private final Process process;
    private final Ports ports;
    private final FoundCli cli;
    private final Thread stopAtExit;

    private TemporalServer(Process process, Ports ports, FoundCli cli) {
        this.process = process;
        this.ports = ports;
        this.cli = cli;
        this.stopAtExit = new Thread(() -> TiedProcess.stop(process), "temporal-dev-server-stop");
    }

    /**
     * Finds the CLI, starts the server and returns when it is healthy.
     *
     * <p>Throws {@link RefusedStartException} or {@link dev.palisade.local.temporal.finder.CliNotFoundException} when it cannot be started, and {@link
     * FailedStartException} when it did not become healthy; then no process is left.
     */
    public static TemporalServer start(TemporalServerOptions options) {
        Ports.claim(options.port(), options.uiPort());
        FoundCli cli =
                CliFinder.onThisMachine(options.cache(), options.progress()).find();
        // Again, and only now: fetching the CLI may have taken minutes, in which a free port found before is soon
        // taken.
        Ports ports = Ports.claim(options.port(), options.uiPort());
        TemporalServer server = new TemporalServer(launch(options, cli, ports), ports, cli);
        try {
            Runtime.getRuntime().addShutdownHook(server.stopAtExit);
            server.awaitHealthy(options);
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static Process launch(TemporalServerOptions options, FoundCli cli, Ports ports) {
        try {
            for (Path file : List.of(options.database(), options.log())) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            return TiedProcess.start(ServerCommand.of(cli.path(), options, ports), options.log());
        } catch (IOException e) {
            throw new RefusedStartException("Starting %s with the database %s and the log %s failed: %s."
                    .formatted(cli.path(), options.database(), options.log(), e));
        }
    }

    private void awaitHealthy(TemporalServerOptions options) {
        try {
            Optional<String> missing = Health.await(process, target(), options.namespaces(), options.startLimit());
            if (missing.isPresent()) {
                throw new FailedStartException(
                        "The Temporal dev server %s did not start: %s. The end of its log %s:\n%s"
                                .formatted(cli.path(), missing.get(), options.log(), endOf(options.log())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailedStartException("Interrupted while the Temporal dev server was starting.");
        }
    }

    private static String endOf(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return "(cannot be read: " + e + ")";
        }
    }

    /** The gRPC address, {@code host:port}. */
    public String target() {
        return "127.0.0.1:" + ports.grpc();
    }

    /** The address of the Web UI. */
    public String uiUrl() {
        return "http://127.0.0.1:" + ports.ui();
    }

    /** The process id of the server. */
    public long pid() {
        return process.pid();
    }

    /** The CLI that runs, and how it was found. */
    public FoundCli cli() {
        return cli;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until the server has ended, for whatever reason, and returns its exit status. */
    public int awaitExit() throws InterruptedException {
        return process.waitFor();
    }

    /** Kills the server without a chance to tidy up (SIGKILL), as a crash would, and returns when it is dead. */
    public void kill() {
        TiedProcess.kill(process);
        close();
    }

    /** Asks the server to stop, kills it when it has not after 10 s, and returns when it has ended. Does nothing the second time. */
    @Override
    public void close() {
        TiedProcess.stop(process);
        forgetHook();
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(stopAtExit);
        } catch (IllegalStateException e) {
            // This process is already ending: its hooks run whatever we do, and ours finds the server stopped.
            return;
        }
    }
}
