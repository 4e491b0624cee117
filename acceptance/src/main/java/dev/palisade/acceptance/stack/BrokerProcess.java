package dev.palisade.acceptance.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The broker as {@code palisade bus} runs it: a JVM of its own with its messages on disk, on the same ports whenever it starts again. */
public final class BrokerProcess implements AutoCloseable {
    private final Path directory;
    private final int port = FreePort.next();
    private final Probe admin = Probe.onFreePort();
    private final JvmProcess process;

    /** @param configuration the emulator's Config.json */
    public BrokerProcess(Path directory, String configuration) {
        this.directory = directory;
        process = new JvmProcess("dev.palisade.local.servicebus.Main", directory.resolve("bus.log"), Map.of());
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("Config.json"), configuration);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Returns when it is healthy. @throws IllegalStateException with the end of its log, if it is not in a minute */
    public void start() {
        process.start(List.of(
                "--port", Integer.toString(port),
                "--admin-port", Integer.toString(admin.port()),
                "--config", directory.resolve("Config.json").toString(),
                "--data", directory.resolve("bus").toString()));
        admin.await("/health", process);
    }

    /** SIGKILL. Returns when the process is gone. */
    public void kill() {
        process.kill();
    }

    public long pid() {
        return process.pid();
    }

    public String connectionString() {
        return "Endpoint=sb://localhost:" + port
                + ";SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;";
    }

    @Override
    public void close() {
        process.close();
    }
}
