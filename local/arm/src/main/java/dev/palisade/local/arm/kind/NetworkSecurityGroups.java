package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.util.List;

/** Network security groups, with the rules that Azure adds to each and the subnets that use them. */
final class NetworkSecurityGroups implements ResourceKind {
    static final String TYPE = "Microsoft.Network/networkSecurityGroups";

    private record DefaultRule(
            String name, String source, String destination, String access, int priority, String direction) {
        ObjectNode properties() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("provisioningState", Operation.SUCCEEDED)
                    .put("protocol", "*")
                    .put("sourcePortRange", "*")
                    .put("destinationPortRange", "*")
                    .put("sourceAddressPrefix", source)
                    .put("destinationAddressPrefix", destination)
                    .put("access", access)
                    .put("priority", priority)
                    .put("direction", direction);
        }
    }

    private static final List<DefaultRule> DEFAULT_RULES = List.of(
            new DefaultRule("AllowVnetInBound", "VirtualNetwork", "VirtualNetwork", "Allow", 65000, "Inbound"),
            new DefaultRule("AllowAzureLoadBalancerInBound", "AzureLoadBalancer", "*", "Allow", 65001, "Inbound"),
            new DefaultRule("DenyAllInBound", "*", "*", "Deny", 65500, "Inbound"),
            new DefaultRule("AllowVnetOutBound", "VirtualNetwork", "VirtualNetwork", "Allow", 65000, "Outbound"),
            new DefaultRule("AllowInternetOutBound", "*", "Internet", "Allow", 65001, "Outbound"),
            new DefaultRule("DenyAllOutBound", "*", "*", "Deny", 65500, "Outbound"));

    /** The properties of the rules that every group has. */
    static List<ObjectNode> defaults() {
        return DEFAULT_RULES.stream().map(DefaultRule::properties).toList();
    }

    @Override
    public ResourceType type() {
        return ResourceType.network("networkSecurityGroups", null, 5);
    }

    @Override
    public ObjectNode put(Write write) {
        write.requiredLocation();
        NetworkQuota.check(write, TYPE);
        SecurityRules.check(write.id(), Siblings.of(write, "securityRules"));
        return write.body();
    }

    @Override
    public void delete(Write write) {
        List<ObjectNode> users = SubnetReferences.to(write.id(), "networkSecurityGroup", write.world());
        if (!users.isEmpty()) {
            throw ArmException.badRequest(
                    "InUseNetworkSecurityGroupCannotBeDeleted",
                    "Network security group " + write.id()
                            + " cannot be deleted because it is in use by the following resources: "
                            + users.get(0).path("id").asText() + ".");
        }
    }

    @Override
    public ObjectNode view(ResourceId id, ObjectNode body, World world) {
        ObjectNode properties = body.withObjectProperty("properties");
        ArrayNode defaults = properties.putArray("defaultSecurityRules");
        DEFAULT_RULES.forEach(rule -> defaults.addObject()
                .put("name", rule.name())
                .put("id", id + "/defaultSecurityRules/" + rule.name())
                .set("properties", rule.properties()));
        SubnetReferences.show(id, "networkSecurityGroup", properties, world);
        return body;
    }

    @Override
    public ArmError inProgress(ResourceId id, Operation running, String operationUrl) {
        return NetworkErrors.inProgress(operationUrl);
    }

    @Override
    public List<String> derived() {
        return List.of("defaultSecurityRules", "subnets", "networkInterfaces");
    }

    @Override
    public String transientState(boolean creates) {
        return "Updating";
    }
}
