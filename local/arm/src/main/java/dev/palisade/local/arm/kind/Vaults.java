package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import java.util.Locale;

/** Key vaults and their firewall. The service shows the subnets of its rules in lower case. */
final class Vaults implements ResourceKind {
    private final NetworkAcls acls = new NetworkAcls("Microsoft.KeyVault");

    @Override
    public ResourceType type() {
        return ResourceType.sync("Microsoft.KeyVault/vaults", ApiVersions.KEY_VAULT, "GET", "PATCH");
    }

    @Override
    public ObjectNode patch(Write write) {
        JsonNode sent = write.properties().path("networkAcls");
        ObjectNode merged = write.merged();
        if (sent.isObject()) {
            acls.check(merged.at("/properties/networkAcls"), write.world());
            for (JsonNode rule : merged.at("/properties/networkAcls/virtualNetworkRules")) {
                ((ObjectNode) rule).put("id", rule.path("id").asText().toLowerCase(Locale.ROOT));
            }
        }
        return merged;
    }

    @Override
    public ArmError inProgress(ResourceId id, Operation running, String operationUrl) {
        return ArmError.of(
                409, "ConflictError", "A conflict occurred that prevented the operation from completing. Try again.");
    }
}
