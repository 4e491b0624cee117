package dev.palisade.worker;

import dev.palisade.worker.configuration.ConfigurationReader;
import dev.palisade.worker.configuration.InvalidConfigurationException;
import dev.palisade.worker.configuration.WorkerConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code java -jar worker.jar --config FILE}. Works until it is asked to stop. */
public final class Main {
    static final int CANNOT_START = 1;
    static final int WRONG_CONFIGURATION = 2;
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        Optional<Path> file = configurationFile(arguments);
        if (file.isEmpty()) {
            end(WRONG_CONFIGURATION, "usage: java -jar worker.jar --config FILE");
        } else {
            work(file.get());
        }
    }

    private static void work(Path file) throws InterruptedException {
        try {
            WorkerConfiguration configuration = new ConfigurationReader(System.getenv(), version()).read(file);
            configuration.effective().forEach((key, value) -> LOG.info("{} = {}", key, value));
            WorkerProcess process = new WorkerProcess(configuration);
            Runtime.getRuntime().addShutdownHook(new Thread(process::close, "shutdown"));
            process.run();
        } catch (InvalidConfigurationException wrong) {
            end(WRONG_CONFIGURATION, "The worker does not start: its configuration is wrong.\n" + wrong.getMessage());
        } catch (IOException refused) {
            end(CANNOT_START, "The worker does not start: " + refused.getMessage());
        }
    }

    private static Optional<Path> configurationFile(String[] arguments) {
        return arguments.length == 2 && arguments[0].equals("--config")
                ? Optional.of(Path.of(arguments[1]))
                : Optional.empty();
    }

    private static String version() {
        return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "development");
    }

    private static void end(int status, String sentence) {
        System.err.println(sentence);
        System.exit(status);
    }
}
