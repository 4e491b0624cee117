package dev.palisade.acceptance.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;

/** The simulated Azure as a JVM of its own, so that it can be killed as a machine would kill it. */
public final class AzureProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Probe control;
    private final JvmProcess process;

    private AzureProcess(int port, Path log) {
        control = new Probe(port);
        process = new JvmProcess("dev.palisade.local.arm.Main", log, Map.of());
    }

    /** Returns when it answers; it goes on from the state in {@code data}. */
    static AzureProcess start(int port, double speed, Path data, Path log) {
        AzureProcess azure = new AzureProcess(port, log);
        azure.process.start(List.of(
                "--port", Integer.toString(port), "--speed", Double.toString(speed), "--data", data.toString()));
        azure.control.await("/simulator/clock", azure.process);
        return azure;
    }

    /** Waits until each of these faults has struck. @throws IllegalStateException if one does not in time */
    public void awaitFired(Collection<String> faults, Duration patience) {
        Instant giveUp = Instant.now().plus(patience);
        while (!fired().containsAll(faults)) {
            if (Instant.now().isAfter(giveUp)) {
                throw new IllegalStateException("of the faults " + faults + " only " + fired() + " struck");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private List<String> fired() {
        JsonNode faults = read(control.get("/simulator/faults").orElse("{}")).path("value");
        return StreamSupport.stream(faults.spliterator(), false)
                .filter(fault -> fault.path("fired").asInt() > 0)
                .map(fault -> fault.path("id").asText())
                .toList();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The simulator's control endpoint answers no JSON", broken);
        }
    }

    /** SIGKILL: nothing is flushed, nothing is answered. Returns when the process is gone. */
    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
