package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import java.util.Locale;

/** Key vaults and their firewall. The service shows the subnets of its rules in lower case and single addresses as /32. */
final class Vaults implements ResourceKind {
    private final NetworkAcls acls = new NetworkAcls(FirewallService.KEY_VAULT);

    @Override
    public ResourceType type() {
        return ResourceType.sync("Microsoft.KeyVault/vaults", ApiVersions.KEY_VAULT, "GET", "PATCH");
    }

    @Override
    public ObjectNode patch(Write write) {
        ObjectNode merged = acls.patched(write);
        for (JsonNode rule : merged.at("/properties/networkAcls/virtualNetworkRules")) {
            ((ObjectNode) rule).put("id", rule.path("id").asText().toLowerCase(Locale.ROOT));
        }
        for (JsonNode rule : merged.at("/properties/networkAcls/ipRules")) {
            String value = rule.path("value").asText();
            ((ObjectNode) rule).put("value", value.contains("/") ? value : value + "/32");
        }
        return merged;
    }

    @Override
    public ArmError inProgress(ResourceId id, Operation running, String operationUrl) {
        return ArmError.of(
                409, "ConflictError", "A conflict occurred that prevented the operation from completing. Try again.");
    }
}
