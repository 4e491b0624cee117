package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.state.World;
import java.time.Duration;
import java.util.Optional;

/**
 * A cluster attached by the AzureML extension that runs in it. Several attachments, each in its namespace, live side by side.
 * A missing extension shows itself only when the operation ends.
 */
record KubernetesCompute() implements ComputeForm {
    private static final String DEFAULT_TYPE = "defaultinstancetype";

    @Override
    public String computeType() {
        return "Kubernetes";
    }

    @Override
    public boolean attached() {
        return true;
    }

    @Override
    public Duration duration() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void put(Write write) {
        Attachments.require(write);
        ObjectNode settings = write.properties().withObjectProperty("properties");
        setDefault(settings, "namespace", "default");
        setDefault(settings, "extensionInstanceReleaseTrain", "stable");
        MachineLearningErrors.unchanged(write, "/properties/namespace");
        ObjectNode types = settings.withObjectProperty("instanceTypes");
        if (types.isEmpty()) {
            ObjectNode resources =
                    types.putObject(DEFAULT_TYPE).putNull("nodeSelector").putObject("resources");
            resources.putObject("requests").put("cpu", "100m").put("memory", "2Gi");
            resources.putObject("limits").put("cpu", "2").put("memory", "2Gi");
        }
        setDefault(settings, "defaultInstanceType", types.fieldNames().next());
        String defaultType = settings.path("defaultInstanceType").asText();
        if (!types.has(defaultType)) {
            throw MachineLearningErrors.userError(
                    "BadArgument", "The default instance type " + defaultType + " is not one of instanceTypes.");
        }
    }

    private static void setDefault(ObjectNode settings, String field, String value) {
        if (settings.path(field).asText("").isEmpty()) {
            settings.put(field, value);
        }
    }

    @Override
    public Optional<ArmError> failure(ObjectNode body, World world) {
        Optional<ArmError> unreachable = Attachments.unreachable(body, world);
        return unreachable.isPresent() ? unreachable : withoutExtension(body, world);
    }

    private static Optional<ArmError> withoutExtension(JsonNode body, World world) {
        boolean installed = Attachments.clusterOf(body)
                .filter(cluster -> ClusterExtensions.machineLearningRuns(cluster, world))
                .isPresent();
        return installed
                ? Optional.empty()
                : Optional.of(
                        ArmError.of(
                                400,
                                "ExtensionNotInstalled",
                                "Failed to connect to Kubernetes cluster: the extension "
                                        + ClusterExtensions.MACHINE_LEARNING
                                        + " is not installed or not in state Succeeded. Install it, then attach the cluster again."));
    }

    @Override
    public ArmError lateFailure() {
        return ArmError.of(400, "ClusterNotReachable", "The Kubernetes cluster is not reachable.");
    }
}
