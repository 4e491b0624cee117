package dev.palisade.client.command;

import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.render.StackText;
import dev.palisade.client.stack.DataDirectory;
import dev.palisade.client.stack.Jars;
import dev.palisade.client.stack.LocalStack;
import dev.palisade.client.stack.LocalWorld;
import dev.palisade.client.stack.Ports;
import dev.palisade.client.stack.StackLife;
import dev.palisade.client.temporal.TemporalTarget;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The local stack in the foreground, until Ctrl-C. */
@Command(
        name = "up",
        description = {
            "Starts the local stack and keeps it until Ctrl-C.",
            "It is Temporal with its Web UI, Azure's simulator, a Service Bus broker and a worker."
                    + " What it holds survives a restart on the same data directory."
                    + " If TEMPORAL_ADDRESS or a Temporal profile is configured, that Temporal is used instead of a local one."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "8:a port is in use, or a part could not start or has ended",
            "130, 143:stopped by Ctrl-C or SIGTERM"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade up",
            "  ./palisade up --speed 1 --azure-port 9090",
            "  ./palisade up --data /var/tmp/palisade"
        })
public final class UpCommand implements Callable<Integer> {
    private final CommandContext context;
    private final Jars jars;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "120",
            description = "how much faster than life the simulator's clock runs (default: ${DEFAULT-VALUE})")
    private double speed = 120;

    @Mixin
    private final StackOptions stack = new StackOptions();

    @Option(
            names = "--temporal-port",
            paramLabel = "PORT",
            defaultValue = "7233",
            description = "Temporal's gRPC (default: ${DEFAULT-VALUE})")
    private int temporalPort;

    @Option(
            names = "--ui-port",
            paramLabel = "PORT",
            defaultValue = "8233",
            description = "Temporal's Web UI (default: ${DEFAULT-VALUE})")
    private int uiPort;

    @Option(
            names = "--servicebus-port",
            paramLabel = "PORT",
            defaultValue = "5672",
            description = "the broker's AMQP (default: ${DEFAULT-VALUE})")
    private int serviceBusPort;

    @Option(
            names = "--servicebus-http-port",
            paramLabel = "PORT",
            defaultValue = "5300",
            description = "the broker's HTTP (default: ${DEFAULT-VALUE})")
    private int serviceBusHttpPort;

    @Option(
            names = "--azure-port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "the simulator's HTTP (default: ${DEFAULT-VALUE})")
    private int azurePort;

    @Option(
            names = "--worker-port",
            paramLabel = "PORT",
            defaultValue = "8091",
            description = "the worker's health and metrics (default: ${DEFAULT-VALUE})")
    private int workerPort;

    @Option(names = "--temporal-profile", paramLabel = "NAME", description = "use the Temporal of this profile")
    private @Nullable String profile;

    public UpCommand(CommandContext context, Jars jars) {
        this.context = context;
        this.jars = jars;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireSpeed(speed);
        Ports ports = new Ports(temporalPort, uiPort, serviceBusPort, serviceBusHttpPort, azurePort, workerPort);
        Optional<TemporalTarget> configured = TemporalTarget.configured(context.environment(), profile);
        LocalStack local = LocalStack.of(
                jars, DataDirectory.open(stack.data(context)), ports, speed, LocalWorld.of(context.home()), configured);
        try (StackLife life = StackLife.guard(local)) {
            context.out().println(starting(configured));
            context.out().flush();
            life.stack().start();
            StackText.of(local.addresses(), local.data().path(), ports.worker()).forEach(context.out()::println);
            context.out().println("Try: ./palisade submit examples/secure-environment.yaml    Stop: Ctrl-C");
            context.out().flush();
            life.stack().serve();
        }
        throw new IllegalStateException("A stack that serves ends only by an exception");
    }

    private static String starting(Optional<TemporalTarget> configured) {
        String others = "Azure's simulator, a Service Bus broker and a worker";
        return configured
                .map(temporal -> "Starting " + others + ", with the Temporal at " + temporal.address() + "...")
                .orElse("Starting Temporal (the first start may fetch its CLI), " + others + "...");
    }

    static void requireSpeed(double speed) {
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw CommandFailure.usage(
                    "--speed " + speed + " is no speed: give a number above 0; 1 is as fast as life.");
        }
    }
}
