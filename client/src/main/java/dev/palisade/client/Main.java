package dev.palisade.client;

import dev.palisade.client.command.CommandContext;
import dev.palisade.client.request.ServiceBusMessageSender;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts {@link Palisade} on this process's surroundings. */
public final class Main {
    private static final int DEFAULT_COLUMNS = 120;

    /** Held here, because the JDK forgets the level of a logger that nobody holds. */
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    private Main() {}

    public static void main(String[] arguments) {
        // Not logback.xml, which would be taken for the configuration of a process that embeds this module.
        System.setProperty("logback.configurationFile", "palisade-client-logback.xml");
        // gRPC logs through the JDK, past that file: a host name that does not resolve would print its stack traces.
        if (System.getenv("PALISADE_LOG") == null) {
            GRPC.setLevel(Level.OFF);
        }
        CommandContext context = new CommandContext(
                home(),
                System.getenv(),
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                terminal(),
                Clock.system(ZoneId.systemDefault()),
                new ServiceBusMessageSender());
        int exitCode = Palisade.commandLine(context).execute(arguments);
        context.out().flush();
        context.err().flush();
        System.exit(exitCode);
    }

    /** The JVM cannot tell what standard output alone is; the script at the root can, and says so. */
    private static CommandContext.Terminal terminal() {
        return new CommandContext.Terminal(
                Boolean.getBoolean("palisade.terminal"), Integer.getInteger("palisade.columns", DEFAULT_COLUMNS));
    }

    /** The jar is {@code client/target/palisade.jar} in the project. */
    private static Path home() {
        try {
            Path jar = Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.resolve("../../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The jar's own location is no path", e);
        }
    }

    /** UTF-8 whatever the locale, as documents and Azure's messages are. */
    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }
}
