package dev.palisade.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many nodes a training cluster may have, and how long an idle one stays. What is not given stays as it is. */
final class ScaleOptions {
    @Option(
            names = "--min-instances",
            paramLabel = "N",
            description = "nodes that run even when there is nothing to do")
    private @Nullable Integer least;

    @Option(names = "--max-instances", paramLabel = "N", description = "nodes that may run at once")
    private @Nullable Integer most;

    @Option(
            names = "--idle-time-before-scale-down",
            paramLabel = "SECONDS",
            description = "how long a node may be idle before it is taken away")
    private @Nullable Integer idleSeconds;

    void addTo(ObjectNode data) {
        ComputeEntry.put(data, "min_instances", least);
        ComputeEntry.put(data, "max_instances", most);
        ComputeEntry.put(data, "idle_time_before_scale_down", idleSeconds);
    }
}
