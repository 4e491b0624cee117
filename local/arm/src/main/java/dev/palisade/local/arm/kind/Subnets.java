package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.time.Instant;
import java.util.List;

/** Subnets: a PUT replaces the whole subnet, what it omits is gone. */
final class Subnets implements ResourceKind {
    static final String TYPE = "Microsoft.Network/virtualNetworks/subnets";
    private final AddressBook addresses;

    Subnets(AddressBook addresses) {
        this.addresses = addresses;
    }

    @Override
    public ResourceType type() {
        return ResourceType.network("virtualNetworks/subnets", "subnets", 10);
    }

    @Override
    public ObjectNode put(Write write) {
        ResourceId network = write.id().parent().orElseThrow();
        ObjectNode properties = write.properties();
        String prefix = AddressBook.prefixOf(write.body());
        new AddressSpace(write.world(), network)
                .checkSubnet(write.id(), Cidr.prefix(prefix, write.id().toString()));
        checkUnused(write, prefix);
        checkReferences(write);
        completeEndpoints(properties, location(write.world(), network), "Updating");
        properties.putIfAbsent("delegations", properties.arrayNode());
        if (!properties.has("privateEndpointNetworkPolicies")) {
            properties.put("privateEndpointNetworkPolicies", "Disabled");
        }
        if (!properties.has("privateLinkServiceNetworkPolicies")) {
            properties.put("privateLinkServiceNetworkPolicies", "Enabled");
        }
        write.body().remove(List.of("location", "tags"));
        return write.body();
    }

    private void checkUnused(Write write, String prefix) {
        boolean moves = !write.creates()
                && !AddressBook.prefixOf(write.currentOrEmpty()).equals(prefix);
        if (moves && addresses.used(write.world(), write.id(), null) > 0) {
            throw ArmException.badRequest(
                    "InUsePrefixCannotBeDeleted",
                    "IpPrefix " + AddressBook.prefixOf(write.currentOrEmpty()) + " on Subnet "
                            + write.id().name() + " has active allocations and cannot be deleted.");
        }
    }

    private static void checkReferences(Write write) {
        for (String field : List.of("networkSecurityGroup", "routeTable")) {
            JsonNode reference = write.properties().path(field).path("id");
            if (reference.isMissingNode() || reference.isNull()) {
                continue;
            }
            ObjectNode target = write.referenced(reference.asText())
                    .filter(found -> sameRegion(write, found))
                    .orElseThrow(() -> NetworkErrors.invalidReference(reference.asText(), write.id()));
            // Azure answers 429 for this, though it is no throttling.
            if (!target.path("properties")
                    .path("provisioningState")
                    .asText(Operation.SUCCEEDED)
                    .equals(Operation.SUCCEEDED)) {
                throw new ArmException(ArmError.of(429, "RetryableError", "A retryable error occurred.")
                        .withDetail(
                                "ReferencedResourceNotProvisioned",
                                "Cannot proceed with operation because resource " + reference.asText()
                                        + " used by resource " + write.id() + " is not in Succeeded state."));
            }
        }
    }

    private static boolean sameRegion(Write write, ObjectNode referenced) {
        String network = location(write.world(), write.id().parent().orElseThrow());
        return Write.normalized(network)
                .equals(Write.normalized(referenced.path("location").asText()));
    }

    /** Fills in what Azure says of each service endpoint. */
    static void completeEndpoints(ObjectNode properties, String location, String state) {
        for (JsonNode endpoint : properties.path("serviceEndpoints")) {
            ObjectNode completed = (ObjectNode) endpoint;
            completed.put("provisioningState", state);
            if (!completed.has("locations")) {
                ArrayNode locations = completed.putArray("locations");
                locations.add(endpoint.path("service").asText().equals("Microsoft.Storage") ? location : "*");
            }
        }
    }

    private static String location(World world, ResourceId network) {
        return world.find(network).map(body -> body.path("location").asText()).orElse("");
    }

    @Override
    public void delete(Write write) {
        List<String> used = addresses.configurations(write.world(), write.id(), null);
        if (!used.isEmpty()) {
            throw ArmException.badRequest(
                    "InUseSubnetCannotBeDeleted",
                    "Subnet " + write.id().name() + " is in use by " + used.get(0)
                            + " and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet.");
        }
    }

    @Override
    public ObjectNode succeeded(ResourceId id, ObjectNode body, World world, Instant now) {
        completeEndpoints(
                body.withObjectProperty("properties"),
                location(world, id.parent().orElseThrow()),
                Operation.SUCCEEDED);
        return body;
    }

    @Override
    public ObjectNode view(ResourceId id, ObjectNode body, World world) {
        List<String> used = addresses.configurations(world, id, null);
        if (!used.isEmpty()) {
            ArrayNode configurations = body.withObjectProperty("properties").putArray("ipConfigurations");
            used.forEach(configuration -> configurations.addObject().put("id", configuration));
        }
        return body;
    }

    @Override
    public ArmError inProgress(ResourceId id, Operation running, String operationUrl) {
        return NetworkErrors.inProgress(operationUrl);
    }

    @Override
    public ArmException notFound(ResourceId id) {
        return NetworkErrors.nestedNotFound(id);
    }

    @Override
    public List<String> derived() {
        return List.of("ipConfigurations");
    }

    @Override
    public String transientState(boolean creates) {
        return "Updating";
    }
}
