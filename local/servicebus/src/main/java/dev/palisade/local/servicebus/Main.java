package dev.palisade.local.servicebus;

import dev.palisade.local.servicebus.access.AccessKeys;
import dev.palisade.local.servicebus.config.ConfigurationException;
import dev.palisade.local.servicebus.config.EmulatorConfig;
import dev.palisade.local.servicebus.entity.EntityDescription;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the broker alone, until it is told to end. */
@Command(
        name = "${sys:palisade.command:-bus}",
        mixinStandardHelpOptions = true,
        description = "Serves the queues and topics of a Config.json to the official Service Bus SDKs.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:ended as asked", "1:the message store failed", "2:it could not start, for a stated reason"})
public final class Main implements Callable<Integer> {
    private static final int STOPPED = 1;
    private static final int CANNOT_START = 2;

    @Option(
            names = "--port",
            defaultValue = "5672",
            description = "Where to listen; 0 for any. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--admin-port",
            defaultValue = "5300",
            description = "Where HTTP listens, for administration and messages; 0 for any. Default: ${DEFAULT-VALUE}")
    private int adminPort;

    @Option(
            names = "--config",
            defaultValue = "Config.json",
            description = "The emulator's configuration file. Default: ${DEFAULT-VALUE}")
    private Path config = Path.of("Config.json");

    @Option(names = "--data", description = "Where to keep messages. Default: in memory, gone when it ends")
    private @Nullable Path data;

    @Option(
            names = "--keys-file",
            description =
                    "Lines of the form name=key: tokens must then be signed with one. Default: everybody is let in")
    private @Nullable Path keysFile;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    private Main() {}

    public static void main(String[] arguments) {
        // A name of its own: whoever embeds the broker has a logback.xml of theirs.
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "bus-logback.xml");
        }
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() {
        PrintWriter err = command.commandLine().getErr();
        try {
            return serve(ServiceBusBroker.start(options()));
        } catch (ConfigurationException refused) {
            err.println("The configuration " + config + " cannot be used:");
            refused.problems().forEach(problem -> err.println("  " + problem));
            return CANNOT_START;
        } catch (IOException refused) {
            err.println("The keys file " + keysFile + " cannot be used: " + refused.getMessage());
            return CANNOT_START;
        } catch (BrokerStartException refused) {
            err.println(refused.getMessage());
            return CANNOT_START;
        }
    }

    private BrokerOptions options() throws ConfigurationException, IOException {
        BrokerOptions options = new BrokerOptions(port, data, EmulatorConfig.read(config)).withAdmin(adminPort);
        return keysFile == null ? options : options.withKeys(AccessKeys.read(keysFile));
    }

    private int serve(ServiceBusBroker broker) {
        Runtime.getRuntime().addShutdownHook(new Thread(broker::stop, "stop"));
        PrintWriter out = command.commandLine().getOut();
        out.println("Service Bus is ready on 127.0.0.1:" + broker.port() + ", messages "
                + (data == null ? "in memory only" : "in " + data) + ": " + broker.connectionString());
        broker.adminPort()
                .ifPresent(admin -> out.println("Administration is on http://127.0.0.1:" + admin
                        + ", health on http://127.0.0.1:" + admin + "/health"));
        out.println(
                keysFile == null
                        ? "Every token is accepted, since no keys are configured; name a file of them with --keys-file."
                        : "Tokens must be signed with a key of " + keysFile + ".");
        broker.entities().forEach(entity -> out.println("  " + describe(entity)));
        out.flush();
        try {
            broker.awaitEnd();
            return 0;
        } catch (IllegalStateException stopped) {
            command.commandLine().getErr().println(stopped.getMessage() + ": " + stopped.getCause());
            return STOPPED;
        }
    }

    private static String describe(EntityDescription entity) {
        if (entity instanceof EntityDescription.Topic topic) {
            return "topic " + topic.name() + ", subscriptions: "
                    + topic.subscriptions().stream()
                            .map(EntityDescription.Subscription::name)
                            .collect(Collectors.joining(", "));
        }
        return "queue " + entity.name();
    }
}
