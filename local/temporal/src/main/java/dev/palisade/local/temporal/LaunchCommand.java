package dev.palisade.local.temporal;

import dev.palisade.local.temporal.finder.CliNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Starts the server, prints one line when it is healthy, {@code Temporal dev server VERSION: gRPC HOST:PORT, Web UI URL, database FILE, log FILE, CLI PATH (from WAY)},
 * and stays in the foreground. SIGTERM and SIGINT stop the server by its shutdown hook.
 *
 * <p>Exit status: 0 the server was stopped in an orderly way, 1 it failed, 2 it was not started and the caller can mend that; 130 and 143 after SIGINT and SIGTERM.
 */
@Command(
        name = "temporal",
        description = "Finds or fetches the Temporal CLI and runs its dev server on 127.0.0.1 until interrupted.",
        sortOptions = false)
final class LaunchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "7233",
            description = "gRPC port; 0 takes a free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--ui-port",
            paramLabel = "PORT",
            defaultValue = "8233",
            description = "Web UI port; 0 takes a free one (default: ${DEFAULT-VALUE})")
    private int uiPort;

    @Option(
            names = "--db",
            paramLabel = "FILE",
            defaultValue = "palisade-temporal.db",
            description = "database, made when missing (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private Path database;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "the server's own log (default: the database's name with .log)")
    private @Nullable Path log;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "where a fetched CLI is kept (default: ~/.cache/palisade/temporal)")
    private @Nullable Path cache;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "namespace to make besides default; may be repeated")
    private List<String> namespaces = new ArrayList<>();

    @Option(
            names = "--search-attribute",
            paramLabel = "NAME=Type",
            description = "search attribute to make; may be repeated")
    private List<String> searchAttributes = new ArrayList<>();

    @Option(
            names = "--until-stdin-closes",
            description = "also stop at the end of standard input, which the end of the parent process brings about")
    private boolean untilStdinCloses;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this help and exit")
    @SuppressWarnings("UnusedVariable") // picocli acts on it by itself.
    private boolean help;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try (TemporalServer server = TemporalServer.start(options(err))) {
            if (untilStdinCloses) {
                stopAtEndOf(System.in, server);
            }
            announce(server);
            return report(server.awaitExit(), err);
        } catch (RefusedStartException | CliNotFoundException e) {
            err.println(e.getMessage());
            return 2;
        } catch (FailedStartException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private TemporalServerOptions options(PrintWriter err) {
        List<String> problems = new ArrayList<>();
        checkPort("--port", port, problems);
        checkPort("--ui-port", uiPort, problems);
        List<SearchAttribute> attributes = new ArrayList<>();
        for (String text : searchAttributes) {
            try {
                attributes.add(SearchAttribute.parse(text));
            } catch (IllegalArgumentException e) {
                problems.add("--search-attribute " + e.getMessage() + ".");
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusedStartException(String.join("\n", problems));
        }
        return TemporalServerOptions.withDatabase(database)
                .withLog(logFile())
                .withCache(Optional.ofNullable(cache).orElseGet(TemporalServerOptions::defaultCache))
                .withPorts(port, uiPort)
                .withNamespaces(namespaces)
                .withSearchAttributes(attributes)
                .withProgress(err::println);
    }

    private static void checkPort(String option, int value, List<String> problems) {
        if (value < 0 || value > 65535) {
            problems.add(option + " " + value + " is not a port: choose 1 to 65535, or 0 for a free one.");
        }
    }

    private Path logFile() {
        return Optional.ofNullable(log).orElseGet(() -> TemporalServerOptions.logBeside(database));
    }

    private void announce(TemporalServer server) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "Temporal dev server %s: gRPC %s, Web UI %s, database %s, log %s, CLI %s (from %s)%n",
                server.cli().version(),
                server.target(),
                server.uiUrl(),
                database,
                logFile(),
                server.cli().path(),
                server.cli().way());
        out.flush();
    }

    private int report(int exitStatus, PrintWriter err) {
        // Status 0 is the server's answer to SIGTERM, and to the SIGINT that a terminal sends to it as well as to us.
        if (exitStatus == 0) {
            return 0;
        }
        err.printf(
                "The Temporal dev server ended by itself with exit status %d; its log is %s.%n", exitStatus, logFile());
        return 1;
    }

    private static void stopAtEndOf(InputStream input, TemporalServer server) {
        Thread watcher = new Thread(
                () -> {
                    readToEnd(input);
                    server.close();
                },
                "stdin-watcher");
        watcher.setDaemon(true);
        watcher.start();
    }

    private static void readToEnd(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A standard input that cannot be read any more has ended as much as a closed one.
            return;
        }
    }
}
