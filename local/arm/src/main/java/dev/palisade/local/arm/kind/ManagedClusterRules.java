package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import java.util.LinkedHashMap;
import java.util.Map;

/** What AKS refuses of a cluster at once, most of it arithmetic on addresses. */
final class ManagedClusterRules {
    private static final int MOST_NODES = 1000;
    private final AddressBook addresses;
    private final CoreQuota quota;

    ManagedClusterRules(AddressBook addresses, CoreQuota quota) {
        this.addresses = addresses;
        this.quota = quota;
    }

    void check(Write write, String location) {
        JsonNode properties = write.properties();
        if (properties.path("dnsPrefix").asText("").isEmpty()) {
            throw ArmException.badRequest(
                    "InvalidParameter", "Required parameter dnsPrefix is missing (null).", "dnsPrefix");
        }
        if (properties.path("agentPoolProfiles").isEmpty()) {
            throw ArmException.badRequest(
                    "InvalidParameter", "Required parameter agentPoolProfiles is missing (null).", "agentPoolProfiles");
        }
        if (!write.body().has("identity") && !properties.has("servicePrincipalProfile")) {
            throw ArmException.badRequest(
                    "ServicePrincipalNotFound", "The cluster needs an identity or a service principal.", "identity");
        }
        checkPools(properties.path("agentPoolProfiles"));
        checkUnchanged(write);
        checkServiceAddresses(properties.path("networkProfile"));
        checkSubnets(write, location);
        quota.check(write, location);
    }

    private static void checkPools(JsonNode pools) {
        boolean system = false;
        for (JsonNode pool : pools) {
            boolean isSystem = pool.path("mode").asText("User").equalsIgnoreCase("System");
            int least = isSystem ? 1 : 0;
            int count = pool.path("count").asInt(1);
            if (count < least || count > MOST_NODES) {
                throw ArmException.badRequest(
                        "InvalidParameter",
                        "The value of parameter agentPoolProfile.count is invalid. Pool "
                                + pool.path("name").asText() + " holds " + least + " to " + MOST_NODES
                                + " nodes; given were " + count + ".",
                        "agentPoolProfile.count");
            }
            system |= isSystem;
        }
        if (!system) {
            throw ArmException.badRequest(
                    "InvalidParameter", "There has to be at least one system agent pool.", "agentPoolProfiles");
        }
    }

    private static void checkUnchanged(Write write) {
        if (write.creates()) {
            return;
        }
        for (String field : new String[] {
            "/networkProfile/serviceCidr", "/networkProfile/dnsServiceIP", "/networkProfile/networkPlugin", "/dnsPrefix"
        }) {
            unchanged(
                    field,
                    write.currentProperties().at(field),
                    write.properties().at(field));
        }
        for (JsonNode pool : write.properties().path("agentPoolProfiles")) {
            for (JsonNode present : write.currentProperties().path("agentPoolProfiles")) {
                if (present.path("name").equals(pool.path("name"))) {
                    unchanged("/agentPoolProfile/vmSize", present.path("vmSize"), pool.path("vmSize"));
                    unchanged(
                            "/agentPoolProfile/vnetSubnetID", present.path("vnetSubnetID"), pool.path("vnetSubnetID"));
                }
            }
        }
    }

    private static void unchanged(String pointer, JsonNode before, JsonNode after) {
        if (!before.asText("").equalsIgnoreCase(after.asText(""))) {
            String field = "properties" + pointer.replace('/', '.');
            throw ArmException.badRequest(
                    "PropertyChangeNotAllowed", "Changing property '" + field + "' is not allowed.", field);
        }
    }

    private static void checkServiceAddresses(JsonNode network) {
        String cidr = network.path("serviceCidr").asText();
        String dns = network.path("dnsServiceIP").asText();
        Cidr service = Cidr.prefix(cidr, "networkProfile.serviceCIDR");
        if (!service.contains(dns)) {
            throw ArmException.badRequest(
                    "InvalidParameter",
                    "The value of parameter networkProfile.dnsServiceIP is invalid. Kubernetes DNS service IP " + dns
                            + " is not within the service CIDR " + cidr + ".",
                    "networkProfile.dnsServiceIP");
        }
    }

    private void checkSubnets(Write write, String location) {
        Map<String, Integer> needed = new LinkedHashMap<>();
        for (JsonNode pool : write.properties().path("agentPoolProfiles")) {
            String subnet = pool.path("vnetSubnetID").asText("");
            if (!subnet.isEmpty()) {
                checkNetwork(write, subnet, location);
                int addressesOfPool =
                        ManagedClusterAddresses.ofPool(write.properties().path("networkProfile"), pool);
                needed.merge(subnet, addressesOfPool, Integer::sum);
            }
        }
        needed.forEach((subnet, count) -> checkRoom(write, ResourceId.of(subnet), count));
    }

    private static void checkNetwork(Write write, String subnet, String location) {
        if (write.referenced(subnet).isEmpty()) {
            throw ArmException.badRequest(
                    "GetVnetError", "Get virtual network of subnet " + subnet + " failed: ResourceNotFound.");
        }
        ResourceId networkId = ResourceId.of(subnet).parent().orElseThrow();
        ObjectNode network = write.world().find(networkId).orElseThrow();
        if (!Write.normalized(network.path("location").asText()).equals(location)) {
            throw ArmException.badRequest(
                    "VnetLocationMismatch",
                    "The virtual network " + networkId + " is in "
                            + network.path("location").asText() + ", the managed cluster in " + location
                            + "; they must be in the same location.",
                    "agentPoolProfile.vnetSubnetID");
        }
        Cidr service =
                Cidr.stored(write.properties().at("/networkProfile/serviceCidr").asText());
        for (ObjectNode other : write.world().children(networkId, Subnets.TYPE)) {
            if (service.overlaps(Cidr.stored(AddressBook.prefixOf(other)))) {
                throw ArmException.badRequest(
                        "ServiceCidrOverlapExistingSubnetsCidr",
                        "The specified service CIDR " + service + " is conflicted with an existing subnet CIDR "
                                + AddressBook.prefixOf(other) + ".",
                        "networkProfile.serviceCIDR");
            }
        }
    }

    private void checkRoom(Write write, ResourceId subnet, int needed) {
        int free = addresses.free(write.world(), subnet, write.id());
        if (needed > free) {
            throw ArmException.badRequest(
                    "InsufficientSubnetSize",
                    "Pre-allocated IPs " + needed + " exceeds IPs available in Subnet " + free + ". Subnet: " + subnet
                            + ". Use a smaller cluster, fewer pods per node, or a larger subnet.",
                    "agentPoolProfile.vnetSubnetID");
        }
    }
}
