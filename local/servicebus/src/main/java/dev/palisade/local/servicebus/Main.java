package dev.palisade.local.servicebus;

import dev.palisade.local.servicebus.config.ConfigurationException;
import dev.palisade.local.servicebus.config.EmulatorConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
            names = "--config",
            defaultValue = "Config.json",
            description = "The emulator's configuration file. Default: ${DEFAULT-VALUE}")
    private Path config = Path.of("Config.json");

    @Option(names = "--data", description = "Where to keep messages. Default: in memory, gone when it ends")
    private @Nullable Path data;

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
            return serve(ServiceBusBroker.start(new BrokerOptions(port, data, EmulatorConfig.read(config))));
        } catch (ConfigurationException refused) {
            err.println("The configuration " + config + " cannot be used:");
            refused.problems().forEach(problem -> err.println("  " + problem));
            return CANNOT_START;
        } catch (BrokerStartException refused) {
            err.println(refused.getMessage());
            return CANNOT_START;
        }
    }

    private int serve(ServiceBusBroker broker) {
        Runtime.getRuntime().addShutdownHook(new Thread(broker::stop, "stop"));
        PrintWriter out = command.commandLine().getOut();
        out.println("Service Bus is ready on 127.0.0.1:" + broker.port() + ", messages "
                + (data == null ? "in memory only" : "in " + data) + ": " + broker.connectionString());
        out.flush();
        try {
            broker.awaitEnd();
            return 0;
        } catch (IllegalStateException stopped) {
            command.commandLine().getErr().println(stopped.getMessage() + ": " + stopped.getCause());
            return STOPPED;
        }
    }
}
