package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import java.time.Instant;
import java.util.Set;

/** HDInsight clusters, as far as others ask about them: their roles, the subnets of those, and who may sign in. */
final class HdInsightClusters implements ResourceKind {
    static final String TYPE = "Microsoft.HDInsight/clusters";

    @Override
    public ResourceType type() {
        LroStyle style = LroStyle.hdInsight(20);
        return new ResourceType(
                TYPE,
                ApiVersions.HDINSIGHT,
                Set.of("GET", "PUT", "DELETE"),
                Etags.NONE,
                null,
                style,
                style.alsoLocation());
    }

    @Override
    public ObjectNode put(Write write) {
        write.requiredLocation();
        ObjectNode properties = write.properties();
        if (properties.at("/clusterDefinition/kind").asText("").isEmpty()) {
            throw ArmException.badRequest("BadRequest", "The cluster definition must have a kind.");
        }
        if (properties.at("/computeProfile/roles").isEmpty()) {
            throw ArmException.badRequest("BadRequest", "The compute profile must have roles.");
        }
        for (JsonNode role : properties.at("/computeProfile/roles")) {
            JsonNode subnet = role.at("/virtualNetworkProfile/subnet");
            if (subnet.isTextual() && write.referenced(subnet.asText()).isEmpty()) {
                throw ArmException.badRequest("InvalidVirtualNetworkId", "There is no subnet " + subnet.asText() + ".");
            }
        }
        if (!properties.has("osType")) {
            properties.put("osType", "Linux");
        }
        properties.put("clusterState", "Accepted");
        return write.body();
    }

    @Override
    public ObjectNode succeeded(ResourceId id, ObjectNode body, World world, Instant now) {
        body.withObjectProperty("properties").put("clusterState", "Running");
        return body;
    }

    /** Neither the password of SSH nor that of the gateway is ever shown. */
    @Override
    public ObjectNode view(ResourceId id, ObjectNode body, World world) {
        for (JsonNode role : body.at("/properties/computeProfile/roles")) {
            if (role.at("/osProfile/linuxOperatingSystemProfile") instanceof ObjectNode profile) {
                profile.remove("password");
            }
        }
        if (body.at("/properties/clusterDefinition") instanceof ObjectNode definition) {
            definition.remove("configurations");
        }
        return body;
    }
}
