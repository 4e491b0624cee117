package dev.palisade.acceptance.stack;

import dev.palisade.acceptance.stack.CommandLine.Ran;
import dev.palisade.client.setup.NamespaceSetup;
import dev.palisade.local.temporal.RefusedStartException;
import dev.palisade.local.temporal.TemporalServer;
import dev.palisade.local.temporal.TemporalServerOptions;
import dev.palisade.workflows.contract.TemporalNames;
import dev.palisade.workflows.payload.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Temporal's dev server and a client of our namespace there: it can be killed, and comes again where it was, with all that it knew. */
public final class TemporalProcess implements AutoCloseable {
    private static final int TRIES = 10;
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    private final TemporalServerOptions options;
    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;
    private TemporalServer server;

    /** Returns when it is healthy and has the namespace. */
    public static TemporalProcess start(Path database) {
        TemporalServerOptions options =
                TemporalServerOptions.withDatabase(database).withPorts(FreePort.next(), FreePort.next());
        TemporalProcess process = new TemporalProcess(options, started(options));
        try {
            process.ensureNamespace();
            return process;
        } catch (RuntimeException notReady) {
            process.close();
            throw notReady;
        }
    }

    private TemporalProcess(TemporalServerOptions options, TemporalServer server) {
        this.options = options;
        this.server = server;
        stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(server.target())
                .validateAndBuildWithDefaults());
        client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(TemporalNames.NAMESPACE)
                        .setDataConverter(Payloads.converter())
                        .build());
    }

    public WorkflowClient client() {
        return client;
    }

    /** The gRPC address, {@code host:port}: always the same one. */
    public String target() {
        return server.target();
    }

    public long pid() {
        return server.pid();
    }

    /** Runs Temporal's own command line tool against this server, to its end. */
    public Ran commandLine(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(server.cli().path().toString()));
        command.addAll(arguments);
        command.addAll(List.of("--address", target()));
        return CommandLine.toItsEnd(arguments, command);
    }

    /** SIGKILL. Returns when the process is gone. */
    public void kill() {
        server.kill();
    }

    /** After it was killed: on the same address and database. */
    public void startAgain() {
        int port = URI.create("tcp://" + server.target()).getPort();
        int uiPort = URI.create(server.uiUrl()).getPort();
        server = started(options.withPorts(port, uiPort));
    }

    /**
     * Before it starts, its ports are bound to see whether they are free. Another process of ours that is being started meanwhile inherits them so,
     * and holds them until it has become its program.
     */
    private static TemporalServer started(TemporalServerOptions options) {
        for (int tried = 1; ; tried++) {
            try {
                return TemporalServer.start(options);
            } catch (RefusedStartException held) {
                if (tried == TRIES) {
                    throw held;
                }
                LockSupport.parkNanos(A_MOMENT.toNanos());
            }
        }
    }

    private void ensureNamespace() {
        try {
            new NamespaceSetup(stubs).ensure(TemporalNames.NAMESPACE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        stubs.shutdownNow();
        server.close();
    }
}
