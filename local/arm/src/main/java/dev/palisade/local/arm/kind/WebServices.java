package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The classic web services of a workspace (MachineLearningService_CreateOrUpdate and its kin, API version 2021-04-01): one service (computeType
 * AKS), or an endpoint with variants (AKSENDPOINT). A PUT carries the properties without an envelope, and a GET shows a state and no
 * provisioningState. The specification declares Azure-AsyncOperation for a creation; an update names its operation here too, as those of the
 * service's other types do. It has no operation for keys, tokens or logs: those are the data plane's. That
 * AKSENDPOINT and its map of variants look so is not from the specification, which knows the fields of a variant only in the body of AKS.
 */
final class WebServices implements ResourceKind {
    static final String TYPE = "Microsoft.MachineLearningServices/workspaces/services";
    static final String ENDPOINT = "AKSENDPOINT";
    private static final String SINGLE = "AKS";
    private static final String UNSCHEDULABLE = "Unschedulable";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,30}[a-z0-9]");

    private final VmSizes sizes;

    WebServices(VmSizes sizes) {
        this.sizes = sizes;
    }

    @Override
    public ResourceType type() {
        return new ResourceType(
                TYPE,
                ApiVersions.WEB_SERVICES,
                Set.of("GET", "PUT", "DELETE"),
                Etags.NONE,
                null,
                LroStyle.webService(5),
                null);
    }

    @Override
    public ObjectNode received(ObjectNode sent) {
        ObjectNode enveloped = sent.objectNode();
        sent.remove("location");
        enveloped.set("properties", sent);
        return enveloped;
    }

    @Override
    public ObjectNode put(Write write) {
        checkName(write.id().name());
        ObjectNode properties = write.properties();
        String type = properties.path("computeType").asText("");
        if (!Set.of(SINGLE, ENDPOINT).contains(type.toUpperCase(Locale.ROOT))) {
            throw refused(
                    "This simulator holds services of computeType AKS and AKSENDPOINT; given was '" + type + "'.");
        }
        checkCompute(write);
        checkAuthentication(properties);
        if (properties.path("namespace").asText("").isEmpty()) {
            properties.put(
                    "namespace",
                    "azureml-" + write.id().parent().orElseThrow().name().toLowerCase(Locale.ROOT));
        }
        for (String fixed : List.of("/computeType", "/computeName", "/namespace")) {
            MachineLearningErrors.unchanged(write, fixed);
        }
        if (type.equalsIgnoreCase(ENDPOINT)) {
            WebServiceVariants.check(write);
        } else {
            WebServiceVariants.complete(write, properties);
        }
        EndpointKeys.keep(write);
        return write.body();
    }

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw refused(
                    "The name " + name
                            + " is invalid: 3 to 32 lower-case letters, digits and hyphens, first a letter, last a letter or digit.");
        }
    }

    private static void checkCompute(Write write) {
        String name = write.properties().path("computeName").asText("");
        ResourceId workspace = write.id().parent().orElseThrow();
        ObjectNode compute = (name.isEmpty()
                        ? Optional.<ObjectNode>empty()
                        : write.world().find(workspace.child("computes", name)))
                .orElseThrow(() -> MachineLearningErrors.userError(
                        "ComputeNotFound",
                        "The workspace has no compute '" + name + "' for service "
                                + write.id().name() + "."));
        String type = compute.at("/properties/computeType").asText();
        String state = compute.at("/properties/provisioningState").asText();
        if (!type.equalsIgnoreCase(SINGLE)) {
            throw MachineLearningErrors.userError(
                    "NotSupported",
                    "Web services are deployed to compute of type AKS; compute " + name + " is of type " + type + ".");
        }
        if (!state.equals(Operation.SUCCEEDED)) {
            throw MachineLearningErrors.userError(
                    "ComputeNotReady", "The compute " + name + " is in provisioning state " + state + ".");
        }
    }

    /** Keys unless tokens are asked for, and never both. */
    private static void checkAuthentication(ObjectNode properties) {
        boolean tokens = properties.path("aadAuthEnabled").asBoolean(false);
        boolean keys = properties.path("authEnabled").asBoolean(!tokens);
        if (tokens && keys) {
            throw refused(
                    "Set authEnabled to false to have tokens (aadAuthEnabled): a service has the one or the other.");
        }
        properties.put("authEnabled", keys).put("aadAuthEnabled", tokens);
    }

    static RuntimeException refused(String message) {
        return MachineLearningErrors.userError("BadArgument", message);
    }

    @Override
    public ObjectNode view(ResourceId id, ObjectNode body, World world) {
        ObjectNode properties = body.withObjectProperty("properties");
        JsonNode provisioning = properties.remove("provisioningState");
        properties.remove("keys");
        properties.put("state", state(provisioning == null ? "" : provisioning.asText(), properties));
        String address = "http://203.0.113.81/api/v1/service/" + id.name();
        properties.put("scoringUri", address + "/score").put("swaggerUri", address + "/swagger.json");
        return body;
    }

    private static String state(String provisioning, JsonNode properties) {
        boolean unschedulable = properties.at("/error/error/code").asText().equals(UNSCHEDULABLE);
        return switch (provisioning) {
            case Operation.SUCCEEDED -> "Healthy";
            case Operation.FAILED, Operation.CANCELED -> unschedulable ? UNSCHEDULABLE : "Failed";
            default -> "Transitioning";
        };
    }

    @Override
    public List<String> derived() {
        return List.of("scoringUri", "swaggerUri", "state", "error");
    }

    @Override
    public ObjectNode failed(ObjectNode body, ArmError error) {
        body.withObjectProperty("properties").putObject("error").set("error", error.content());
        return body;
    }

    /** Pods need a cluster that can be reached, and room on it. */
    @Override
    public Optional<ArmError> failure(ObjectNode body, World world) {
        Optional<ObjectNode> compute = computeOf(body)
                .flatMap(world::find)
                .filter(found ->
                        found.at("/properties/provisioningState").asText().equals(Operation.SUCCEEDED));
        if (compute.isEmpty()) {
            return Optional.of(ArmError.of(400, "ComputeNotReachable", "The cluster of the service is not reachable."));
        }
        ResourceId id = ResourceId.of(compute.get().path("id").asText());
        double needed = on(id, world).stream()
                .mapToDouble(service -> WebServiceVariants.cores(service.path("properties")))
                .sum();
        int there =
                Attachments.clusterOf(compute.get(), world).map(sizes::cores).orElse(0);
        return needed <= there
                ? Optional.empty()
                : Optional.of(ArmError.of(
                        400,
                        UNSCHEDULABLE,
                        "0 nodes are available: the services of compute " + id.name() + " ask for " + needed
                                + " cores, and the cluster has " + there + "."));
    }

    private static Optional<ResourceId> computeOf(ObjectNode service) {
        String name = service.at("/properties/computeName").asText("");
        return ResourceId.parse(service.path("id").asText())
                .flatMap(ResourceId::parent)
                .map(workspace -> workspace.child("computes", name));
    }

    /** The services on a compute. */
    static List<ObjectNode> on(ResourceId compute, World world) {
        return world.ofType(TYPE).stream()
                .filter(service -> computeOf(service)
                        .filter(used -> used.key().equals(compute.key()))
                        .isPresent())
                .toList();
    }

    @Override
    public ArmError inProgress(ResourceId id, Operation running, String operationUrl) {
        return OnlineEndpoints.busy(id, running);
    }

    @Override
    public ArmError lateFailure(ObjectNode body) {
        return ArmError.of(400, "KubernetesDeploymentFailed", "The service's container crashes as it starts.");
    }
}
