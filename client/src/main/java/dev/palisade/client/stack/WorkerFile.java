package dev.palisade.client.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The worker's configuration for a local stack, as YAML. */
final class WorkerFile {
    private WorkerFile() {}

    /** @param temporal host:port and namespace; null if the worker finds its Temporal as we did, in the environment or a profile */
    static String text(
            @Nullable String temporal, String namespace, Ports ports, LocalWorld world, double speed, Path sealingKey) {
        StringBuilder yaml = new StringBuilder("# Written by palisade at each start of the local stack.\n");
        yaml.append("temporal:\n");
        if (temporal != null) {
            yaml.append("  address: ").append(temporal).append('\n');
        }
        yaml.append("  namespace: ").append(namespace).append("\n  makeCurrent: true\n");
        yaml.append("azure:\n  endpoint: http://127.0.0.1:").append(ports.azure());
        yaml.append("\n  credential: simulator\n  simulatedSpeed: ")
                .append(speed)
                .append('\n');
        yaml.append("serviceBus:\n  teams:\n");
        new TreeMap<>(world.queues()).forEach((team, queue) -> {
            yaml.append("    - name: ").append(team).append("\n      queue: ").append(queue);
            yaml.append("\n      scopes: ")
                    .append(List.copyOf(new TreeSet<>(world.subscriptions())))
                    .append('\n');
        });
        yaml.append("http:\n  port: ").append(ports.worker()).append('\n');
        yaml.append("sealingKeyFile: '")
                .append(sealingKey.toAbsolutePath().toString().replace("'", "''"))
                .append("'\n");
        yaml.append("shutdownTimeout: 5s\n");
        return yaml.toString();
    }
}
