package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Online endpoints of a workspace on Kubernetes compute (OnlineEndpoints_CreateOrUpdate and its kin, API version 2024-04-01). Their keys are
 * stored with them and shown by listKeys alone.
 */
final class OnlineEndpoints implements ResourceKind {
    static final String TYPE = "Microsoft.MachineLearningServices/workspaces/onlineEndpoints";
    static final Set<String> AUTH_MODES = Set.of("Key", "AMLToken", "AADToken");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{1,30}[A-Za-z0-9]");

    @Override
    public ResourceType type() {
        LroStyle style = LroStyle.inference(2);
        return new ResourceType(
                TYPE,
                ApiVersions.MACHINE_LEARNING,
                Set.of("GET", "PUT", "PATCH", "DELETE"),
                Etags.NONE,
                null,
                style,
                style.onlyLocation(Duration.ofMinutes(1)));
    }

    @Override
    public ObjectNode put(Write write) {
        write.requiredLocation();
        if (!NAME.matcher(write.id().name()).matches()) {
            throw MachineLearningErrors.userError(
                    "InvalidEndpointName",
                    "The endpoint name " + write.id().name()
                            + " is invalid: 3 to 32 letters, digits and hyphens, first a letter, last a letter or digit.");
        }
        ObjectNode properties = write.properties();
        String mode = properties.path("authMode").asText("");
        if (!AUTH_MODES.contains(mode)) {
            throw MachineLearningErrors.userError(
                    "BadArgument", "authMode is one of AADToken, AMLToken, Key; given was '" + mode + "'.");
        }
        checkCompute(write);
        MachineLearningErrors.unchanged(write, "/compute");
        if (!properties.path("mirrorTraffic").isEmpty()) {
            throw MachineLearningErrors.userError(
                    "NotSupported", "Mirrored traffic is for managed online endpoints only.");
        }
        EndpointTraffic.check(write);
        EndpointKeys.keep(write);
        return write.body();
    }

    private static void checkCompute(Write write) {
        String asked = write.properties().path("compute").asText("");
        ObjectNode compute = write.referenced(asked)
                .filter(found -> found.path("type").asText().equalsIgnoreCase(Computes.TYPE))
                .filter(found -> isBeside(write.id(), found))
                .orElseThrow(() -> MachineLearningErrors.userError(
                        "ComputeNotFound",
                        "The compute '" + asked + "' of endpoint " + write.id().name()
                                + " was not found in its workspace."));
        String type = compute.at("/properties/computeType").asText();
        if (!type.equalsIgnoreCase("Kubernetes")) {
            throw MachineLearningErrors.userError(
                    "NotSupported",
                    "Online endpoints on compute of type " + type
                            + " are no longer supported. Attach the cluster as compute of type Kubernetes.");
        }
        String state = compute.at("/properties/provisioningState").asText();
        if (write.creates() && !state.equals(Operation.SUCCEEDED)) {
            throw MachineLearningErrors.userError(
                    "ComputeNotReady", "The compute " + asked + " is in provisioning state " + state + ".");
        }
    }

    private static boolean isBeside(ResourceId endpoint, JsonNode compute) {
        return ResourceId.of(compute.path("id").asText())
                .parent()
                .map(ResourceId::key)
                .equals(endpoint.parent().map(ResourceId::key));
    }

    /** The service's PATCH is for tags and identity alone. */
    @Override
    public ObjectNode patch(Write write) {
        if (!write.properties().isEmpty()) {
            throw MachineLearningErrors.userError(
                    "BadArgument", "An endpoint's PATCH carries tags and identity; properties are written by PUT.");
        }
        return write.merged();
    }

    @Override
    public ObjectNode view(ResourceId id, ObjectNode body, World world) {
        ObjectNode properties = body.withObjectProperty("properties");
        properties.putNull("keys");
        String address = "http://203.0.113.80/api/v1/endpoint/" + id.name();
        properties.put("scoringUri", address + "/score").put("swaggerUri", address + "/swagger.json");
        return body;
    }

    @Override
    public List<String> derived() {
        return List.of("scoringUri", "swaggerUri");
    }

    @Override
    public ArmError inProgress(ResourceId id, Operation running, String operationUrl) {
        return busy(id, running);
    }

    static ArmError busy(ResourceId id, Operation running) {
        return ArmError.of(
                409,
                "Conflict",
                "There is already an operation " + running.id() + " running on " + id.name()
                        + ". Try again when it has ended.");
    }

    @Override
    public ArmError lateFailure(ObjectNode body) {
        return ArmError.of(400, "EndpointProvisioningFailed", "The inference router did not take the endpoint.");
    }

    /** The endpoints that are served from a compute. */
    static List<ObjectNode> on(ResourceId compute, World world) {
        return world.ofType(TYPE).stream()
                .filter(endpoint -> endpoint.at("/properties/compute").asText().equalsIgnoreCase(compute.toString()))
                .toList();
    }

    static ArmException notReady(ObjectNode endpoint, String what) {
        String state = endpoint.at("/properties/provisioningState").asText();
        String name = endpoint.path("name").asText();
        return Set.of(Operation.FAILED, Operation.CANCELED).contains(state)
                ? MachineLearningErrors.userError(
                        "EndpointNotReady",
                        "Endpoint " + name + " is in provisioning state " + state + ": no " + what + ".")
                : ArmException.of(
                        409,
                        "Conflict",
                        "Endpoint " + name + " is in provisioning state " + state + "; no " + what + " now.");
    }
}
