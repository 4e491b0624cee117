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

/**
 * The firewall of a storage account or a key vault.
 *
 * @param service the service endpoint that a subnet needs before it can be named here
 */
record NetworkAcls(String service) {
    private static final Set<String> BYPASSES = Set.of("none", "azureservices", "logging", "metrics");
    private static final List<String> PRIVATE = List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");
    private static final int MOST_RULES = 400;
    private static final int LONGEST_RANGE = 30;

    void check(JsonNode acls, World world) {
        if (!Set.of("allow", "deny")
                .contains(acls.path("defaultAction").asText().toLowerCase(Locale.ROOT))) {
            throw invalid("networkAcls.defaultAction");
        }
        boolean bypassKnown = Arrays.stream(acls.path("bypass")
                        .asText("None")
                        .toLowerCase(Locale.ROOT)
                        .split(",", -1))
                .allMatch(word -> BYPASSES.contains(word.strip()));
        if (!bypassKnown) {
            throw invalid("networkAcls.bypass");
        }
        if (acls.path("ipRules").size() > MOST_RULES
                || acls.path("virtualNetworkRules").size() > MOST_RULES) {
            throw ArmException.badRequest(
                    "NetworkAclsTooManyRules", "The number of network rules exceeds the limit of " + MOST_RULES + ".");
        }
        acls.path("ipRules").forEach(rule -> checkAddress(rule.path("value").asText()));
        checkSubnets(acls.path("virtualNetworkRules"), world);
    }

    private void checkAddress(String text) {
        IPAddress address = new IPAddressString(text).getAddress();
        boolean usable = address != null && address.isIPv4() && (!address.isPrefixed() || rangeAllowed(address));
        boolean reserved = address != null
                && PRIVATE.stream()
                        .anyMatch(
                                range -> new IPAddressString(range).getAddress().contains(address));
        if (!usable || reserved) {
            throw invalid("networkAcls.ipRule[*].value");
        }
    }

    private boolean rangeAllowed(IPAddress range) {
        Integer length = range.getPrefixLength();
        boolean shortEnough = !service.equals("Microsoft.Storage") || (length != null && length <= LONGEST_RANGE);
        return shortEnough && range.isPrefixBlock();
    }

    private void checkSubnets(JsonNode rules, World world) {
        for (JsonNode rule : rules) {
            ResourceId id = ResourceId.parse(rule.path("id").asText())
                    .filter(subnet -> subnet.type().equalsIgnoreCase(Subnets.TYPE))
                    .orElseThrow(() -> invalid("networkAcls.virtualNetworkRules[*].id"));
            JsonNode subnet =
                    world.find(id).orElseThrow(() -> refused("SubnetsNotFound", "Subnets " + id + " were not found"));
            checkEndpoint(id, subnet.path("properties"));
        }
    }

    private void checkEndpoint(ResourceId id, JsonNode properties) {
        String where = id.name() + " of virtual network " + id.parent().orElseThrow();
        if (!offers(properties.path("serviceEndpoints"))) {
            throw refused(
                    "SubnetsHaveNoServiceEndpointsConfigured",
                    "Subnets " + where + " do not have ServiceEndpoints for " + service + " resources configured. Add "
                            + service + " to subnet's ServiceEndpoints collection before trying to ACL " + service
                            + " resources to these subnets.");
        }
        String state = properties.path("provisioningState").asText(Operation.SUCCEEDED);
        if (!state.equals(Operation.SUCCEEDED)) {
            throw refused(
                    "SubnetsNotProvisioned",
                    "Cannot proceed with operation because subnets " + where + " are not provisioned. They are in "
                            + state + " state.");
        }
    }

    private boolean offers(JsonNode endpoints) {
        for (JsonNode endpoint : endpoints) {
            String offered = endpoint.path("service").asText();
            if (offered.equalsIgnoreCase(service) || offered.equalsIgnoreCase(service + ".Global")) {
                return true;
            }
        }
        return false;
    }

    private ArmException refused(String reason, String sentence) {
        return service.equals("Microsoft.Storage")
                ? ArmException.badRequest(
                        "NetworkAclsValidationFailure",
                        "Validation of network acls failure: " + reason + ":" + sentence + ".")
                : ArmException.badRequest("VirtualNetworkNotValid", reason + ": " + sentence);
    }

    private ArmException invalid(String field) {
        return service.equals("Microsoft.Storage")
                ? ArmException.badRequest(
                        "InvalidValuesForRequestParameters",
                        "Values for request parameters are invalid: " + field + ".")
                : ArmException.badRequest("BadRequest", "The value of " + field + " is invalid.", field);
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
