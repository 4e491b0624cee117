package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Versions behind an online endpoint, each a set of pods of its own (KubernetesOnlineDeployment, API version 2024-04-01). */
final class OnlineDeployments implements ResourceKind {
    static final String TYPE = OnlineEndpoints.TYPE + "/deployments";
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{1,30}[A-Za-z0-9]");
    /** "Manage and increase quotas": deployments per endpoint. */
    private static final int MOST = 20;

    @Override
    public ResourceType type() {
        LroStyle style = LroStyle.inference(6);
        return new ResourceType(
                TYPE,
                ApiVersions.MACHINE_LEARNING,
                Set.of("GET", "PUT", "PATCH", "DELETE"),
                Etags.NONE,
                null,
                style,
                style.onlyLocation(Duration.ofMinutes(2)));
    }

    @Override
    public ObjectNode put(Write write) {
        write.requiredLocation();
        checkPlace(write);
        DeploymentSettings.check(write);
        checkAssets(write);
        return write.body();
    }

    private static void checkPlace(Write write) {
        ResourceId parent = write.id().parent().orElseThrow();
        ObjectNode endpoint = write.world().find(parent).orElseThrow();
        if (!endpoint.at("/properties/provisioningState").asText().equals(Operation.SUCCEEDED)) {
            throw OnlineEndpoints.notReady(endpoint, "deployment can be written");
        }
        if (!NAME.matcher(write.id().name()).matches()) {
            throw MachineLearningErrors.userError(
                    "InvalidDeploymentName",
                    "The deployment name " + write.id().name()
                            + " is invalid: 3 to 32 letters, digits and hyphens, first a letter, last a letter or digit.");
        }
        if (write.creates() && write.world().children(parent, TYPE).size() >= MOST) {
            throw MachineLearningErrors.userError(
                    "DeploymentLimitExceeded", "An endpoint has at most " + MOST + " deployments.");
        }
    }

    private static void checkAssets(Write write) {
        ObjectNode properties = write.properties();
        ObjectNode model = asset(write, properties.path("model").asText(""), "models");
        String environment = properties.path("environmentId").asText("");
        boolean bringsItsOwn = Set.of("mlflow_model", "triton_model")
                .contains(model.at("/properties/modelType").asText());
        if (environment.isEmpty() && !bringsItsOwn) {
            throw MachineLearningErrors.userError(
                    "BadArgument", "A deployment of a custom model needs an environment: environmentId is missing.");
        }
        if (!environment.isEmpty()) {
            asset(write, environment, "environments");
        }
        JsonNode code = properties.path("codeConfiguration");
        if (code.isObject()) {
            asset(write, code.path("codeId").asText(""), "codes");
            if (code.path("scoringScript").asText("").isEmpty()) {
                throw MachineLearningErrors.userError("BadArgument", "codeConfiguration.scoringScript is required.");
            }
        }
    }

    private static ObjectNode asset(Write write, String asked, String collection) {
        String type = Workspaces.TYPE + "/" + collection + "/versions";
        return write.referenced(asked)
                .filter(found -> found.path("type").asText().equalsIgnoreCase(type))
                .orElseThrow(() -> MachineLearningErrors.userError(
                        "ResourceNotFound",
                        "Deployment " + write.id().name() + " names '" + asked
                                + "', which is not among the workspace's " + collection + "."));
    }

    /** The service's PATCH is for tags and sku alone. */
    @Override
    public ObjectNode patch(Write write) {
        if (!write.properties().isEmpty()) {
            throw MachineLearningErrors.userError(
                    "BadArgument", "A deployment's PATCH carries tags and sku; properties are written by PUT.");
        }
        return write.merged();
    }

    @Override
    public void delete(Write write) {
        int share = EndpointTraffic.of(write.id(), write.world());
        if (share > 0) {
            throw MachineLearningErrors.userError(
                    "DeploymentHasTraffic",
                    "Deployment " + write.id().name() + " takes " + share
                            + " % of its endpoint's traffic and cannot be deleted. Set it to 0 first.");
        }
    }

    @Override
    public List<ObjectNode> consequences(ResourceId id, World world) {
        return world.holds(id)
                ? List.of()
                : EndpointTraffic.without(id, world).map(List::of).orElse(List.of());
    }

    /** Pods need the cluster that their endpoint is served from. */
    @Override
    public Optional<ArmError> failure(ObjectNode body, World world) {
        boolean reachable = ResourceId.of(body.path("id").asText())
                .parent()
                .flatMap(world::find)
                .flatMap(endpoint ->
                        ResourceId.parse(endpoint.at("/properties/compute").asText()))
                .flatMap(world::find)
                .filter(compute ->
                        compute.at("/properties/provisioningState").asText().equals(Operation.SUCCEEDED))
                .isPresent();
        return reachable
                ? Optional.empty()
                : Optional.of(ArmError.of(400, "ResourceNotReady", "The cluster of the endpoint is not reachable."));
    }

    @Override
    public ArmError inProgress(ResourceId id, Operation running, String operationUrl) {
        return OnlineEndpoints.busy(id, running);
    }

    @Override
    public ArmError lateFailure(ObjectNode body) {
        return ArmError.of(
                400, "KubernetesCrashLoopBackOff", "The deployment's container crashes again and again as it starts.");
    }
}
