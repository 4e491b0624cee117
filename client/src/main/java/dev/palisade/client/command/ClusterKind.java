package dev.palisade.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What kind of cluster it is to the workspace, created or attached. */
final class ClusterKind {
    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "kubernetes",
            description = "kubernetes, or aks in profile seed (default: ${DEFAULT-VALUE})")
    private String type = "kubernetes";

    @Option(
            names = "--purpose",
            paramLabel = "PURPOSE",
            description = "fast_prod, dense_prod or dev_test (default: fast_prod)")
    private @Nullable String purpose;

    ObjectNode begin(ComputeEntry entry, String name) {
        ObjectNode compute = entry.begin(name, type);
        ComputeEntry.put(compute, "purpose", purpose);
        return compute;
    }
}
