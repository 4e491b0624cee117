package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The firewall of a storage account or a key vault. A PATCH replaces each of its lists whole. */
record NetworkAcls(FirewallService service) {
    private static final Set<String> BYPASSES = Set.of("none", "azureservices", "logging", "metrics");
    private static final List<String> PRIVATE = List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");
    private static final int MOST_RULES = 400;

    /** The resource with a PATCH merged into it, its firewall judged if the PATCH carries one. */
    ObjectNode patched(Write write) {
        ObjectNode merged = write.merged();
        if (write.properties().path("networkAcls").isObject()) {
            check(merged.at("/properties/networkAcls"), write.world());
        }
        return merged;
    }

    private void check(JsonNode acls, World world) {
        // defaultAction has no default: a firewall is always said to be open or closed.
        String action = acls.path("defaultAction").asText();
        if (!Set.of("allow", "deny").contains(action.toLowerCase(Locale.ROOT))) {
            throw service.invalid("defaultAction", action);
        }
        String bypass = acls.path("bypass").asText("None");
        boolean known = Arrays.stream(bypass.toLowerCase(Locale.ROOT).split(",", -1))
                .allMatch(word -> BYPASSES.contains(word.strip()));
        if (!known) {
            throw service.invalid("bypass", bypass);
        }
        if (acls.path("ipRules").size() > MOST_RULES
                || acls.path("virtualNetworkRules").size() > MOST_RULES) {
            throw ArmException.badRequest(
                    "NetworkAclsTooManyRules", "The number of network rules exceeds the limit of " + MOST_RULES + ".");
        }
        for (int i = 0; i < acls.path("ipRules").size(); i++) {
            checkAddress(
                    "ipRules[" + i + "].value",
                    acls.at("/ipRules/" + i + "/value").asText());
        }
        checkSubnets(acls.path("virtualNetworkRules"), world);
    }

    private void checkAddress(String field, String text) {
        // Storage names this field in the singular.
        String named = service == FirewallService.STORAGE ? field.replace("ipRules", "ipRule") : field;
        IPAddress address = new IPAddressString(text).getAddress();
        if (address == null || !address.isIPv4() || !rangeAllowed(address)) {
            throw service.invalid(named, text + " is not a valid IPv4 address or CIDR");
        }
        for (String range : PRIVATE) {
            if (new IPAddressString(range).getAddress().contains(address)) {
                throw service.invalid(named, text + " belongs to forbidden range " + range + " (private IP addresses)");
            }
        }
    }

    private boolean rangeAllowed(IPAddress address) {
        Integer length = address.getPrefixLength();
        return length == null || (length <= service.longestPrefix() && address.isPrefixBlock());
    }

    private void checkSubnets(JsonNode rules, World world) {
        for (JsonNode rule : rules) {
            String text = rule.path("id").asText();
            ResourceId id = ResourceId.parse(text)
                    .filter(subnet -> subnet.type().equalsIgnoreCase(Subnets.TYPE))
                    .orElseThrow(() -> service.invalid("virtualNetworkRules[*].id", text));
            JsonNode subnet = world.find(id)
                    .orElseThrow(() -> service.subnetRefused("SubnetsNotFound", "Subnets " + id + " were not found"));
            boolean ignored = service == FirewallService.KEY_VAULT
                    && rule.path("ignoreMissingVnetServiceEndpoint").asBoolean();
            if (!ignored) {
                checkEndpoint(id, subnet.path("properties"));
            }
        }
    }

    private void checkEndpoint(ResourceId id, JsonNode properties) {
        String where = id.name() + " of virtual network " + id.parent().orElseThrow();
        String endpoint = service.endpoint();
        if (!offers(properties.path("serviceEndpoints"))) {
            throw service.subnetRefused(
                    "SubnetsHaveNoServiceEndpointsConfigured",
                    "Subnets " + where + " do not have ServiceEndpoints for " + endpoint + " resources configured. Add "
                            + endpoint + " to subnet's ServiceEndpoints collection before trying to ACL " + endpoint
                            + " resources to these subnets.");
        }
        String state = properties.path("provisioningState").asText(Operation.SUCCEEDED);
        if (!state.equals(Operation.SUCCEEDED)) {
            throw service.subnetRefused(
                    "SubnetsNotProvisioned",
                    "Cannot proceed with operation because subnets " + where + " are not provisioned. They are in "
                            + state + " state.");
        }
    }

    private boolean offers(JsonNode endpoints) {
        for (JsonNode endpoint : endpoints) {
            String offered = endpoint.path("service").asText();
            if (offered.equalsIgnoreCase(service.endpoint())
                    || offered.equalsIgnoreCase(service.endpoint() + ".Global")) {
                return true;
            }
        }
        return false;
    }

    /** Shows the state of each subnet rule: a rule outlives its subnet. */
    static void showStates(ObjectNode acls, World world) {
        for (JsonNode rule : acls.path("virtualNetworkRules")) {
            boolean there =
                    ResourceId.parse(rule.path("id").asText()).map(world::holds).orElse(false);
            ((ObjectNode) rule)
                    .put("action", "Allow")
                    .put("state", there ? Operation.SUCCEEDED : "NetworkSourceDeleted");
        }
    }
}
