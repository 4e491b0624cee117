package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Extensions of a Kubernetes cluster, which are resources on the cluster's own id and go with it. */
final class ClusterExtensions implements ResourceKind {
    static final String TYPE = "Microsoft.KubernetesConfiguration/extensions";
    static final String MACHINE_LEARNING = "Microsoft.AzureML.Kubernetes";
    private static final String VERSION = "1.1.68";

    @Override
    public ResourceType type() {
        LroStyle style = LroStyle.clusterExtension(5);
        return new ResourceType(
                TYPE,
                ApiVersions.CLUSTER_EXTENSIONS,
                Set.of("GET", "PUT", "DELETE"),
                Etags.NONE,
                null,
                style,
                style.lasting(style.duration(), "Deleting"));
    }

    /** Whether the AzureML extension is installed on this cluster and works. */
    static boolean machineLearningRuns(ResourceId cluster, World world) {
        return world.children(cluster, TYPE).stream()
                .filter(ClusterExtensions::isMachineLearning)
                .anyMatch(extension ->
                        extension.at("/properties/provisioningState").asText().equals(Operation.SUCCEEDED));
    }

    private static boolean isMachineLearning(JsonNode extension) {
        return extension.at("/properties/extensionType").asText().equalsIgnoreCase(MACHINE_LEARNING);
    }

    @Override
    public ObjectNode put(Write write) {
        ObjectNode properties = write.properties();
        String type = properties.path("extensionType").asText("");
        if (type.isEmpty()) {
            throw ArmException.badRequest("ValidationError", "Extension type is required.", "extensionType");
        }
        if (!write.creates()
                && !write.currentProperties().path("extensionType").asText().equalsIgnoreCase(type)) {
            throw ArmException.badRequest(
                    "ExtensionTypeUpdateNotAllowed",
                    "The type of extension " + write.id().name() + " cannot be changed.",
                    "extensionType");
        }
        boolean upgrades = properties.path("autoUpgradeMinorVersion").asBoolean(true);
        if (upgrades && properties.path("version").isTextual()) {
            throw ArmException.badRequest(
                    "ValidationError",
                    "To pin a version, autoUpgradeMinorVersion must be false.",
                    "autoUpgradeMinorVersion");
        }
        complete(write, upgrades);
        write.body().remove(List.of("location", "tags"));
        return write.body();
    }

    private static void complete(Write write, boolean upgrades) {
        ObjectNode properties = write.properties();
        properties.put("autoUpgradeMinorVersion", upgrades);
        if (!properties.has("releaseTrain")) {
            properties.put("releaseTrain", "Stable");
        }
        if (!properties.has("scope")) {
            properties.putObject("scope").putObject("cluster").put("releaseNamespace", "azureml");
        }
        properties.withObjectProperty("configurationSettings");
        // The service never shows these again.
        properties.remove("configurationProtectedSettings");
        String installed = write.currentProperties().path("currentVersion").asText("");
        properties.put("currentVersion", installed.isEmpty() ? null : installed);
        properties.putArray("statuses");
        properties.putNull("errorInfo").put("isSystemExtension", false);
    }

    @Override
    public Optional<ArmError> failure(ObjectNode body, World world) {
        ResourceId cluster = ResourceId.of(body.path("id").asText()).parent().orElseThrow();
        String state = world.find(cluster)
                .map(found -> found.at("/properties/provisioningState").asText())
                .orElse("");
        if (!state.equals(Operation.SUCCEEDED)) {
            return Optional.of(failed("the managed cluster is in provisioning state '" + state + "'"));
        }
        JsonNode settings = body.at("/properties/configurationSettings");
        boolean purpose = isTrue(settings, "enableTraining") || isTrue(settings, "enableInference");
        return isMachineLearning(body) && !purpose
                ? Optional.of(failed("Helm installation failed: at least one of enableTraining and enableInference"
                        + " must be set to True"))
                : Optional.empty();
    }

    private static boolean isTrue(JsonNode settings, String name) {
        return settings.path(name).asText().equalsIgnoreCase("true");
    }

    private static ArmError failed(String why) {
        return ArmError.of(
                400,
                "ExtensionOperationFailed",
                "The extension operation failed with the following error: " + why + ".");
    }

    @Override
    public ObjectNode succeeded(ResourceId id, ObjectNode body, World world, Instant now) {
        ObjectNode properties = body.withObjectProperty("properties");
        properties.put("currentVersion", properties.path("version").asText(VERSION));
        return body;
    }

    @Override
    public ObjectNode failed(ObjectNode body, ArmError error) {
        body.withObjectProperty("properties").set("errorInfo", error.content());
        return body;
    }

    @Override
    public List<ObjectNode> consequences(ResourceId id, World world) {
        ResourceId cluster = id.parent().orElseThrow();
        if (machineLearningRuns(cluster, world)) {
            return List.of();
        }
        ArmError error = ArmError.of(400, "ExtensionNotInstalled", "The extension " + id + " is gone.");
        return Attachments.of(cluster, world).stream()
                .filter(compute ->
                        compute.at("/properties/computeType").asText().equalsIgnoreCase("Kubernetes"))
                .map(compute -> Attachments.broken(compute, error))
                .toList();
    }

    @Override
    public ArmError lateFailure(ObjectNode body) {
        return failed("Timed out waiting for the resource to come to a ready/completed state");
    }
}
