package dev.palisade.planning.worlds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Where all worlds play: one virtual network, and what environments may share or have of their own. Who else is there, the {@link Prop}s say. */
public final class Scene {
    public static final int WORKSPACES = 3;
    static final String SUBSCRIPTION = "/subscriptions/11111111-2222-3333-4444-555555555555";
    static final String GROUP = SUBSCRIPTION + "/resourceGroups/mygroup";
    public static final String NETWORK = GROUP + "/providers/Microsoft.Network/virtualNetworks/mynetwork";
    static final String TRAINING = NETWORK + "/subnets/default";
    static final String INFERENCE = NETWORK + "/subnets/aks";
    static final String SECURITY_GROUP = GROUP + "/providers/Microsoft.Network/networkSecurityGroups/customer-nsg";
    static final String OTHER_GROUP = GROUP + "/providers/Microsoft.Network/networkSecurityGroups/corp-nsg";
    static final String ROUTE_TABLE = GROUP + "/providers/Microsoft.Network/routeTables/customer-routes";
    static final String SERVICE_TAGS = SUBSCRIPTION + "/providers/Microsoft.Network/locations/koreacentral/serviceTags";
    static final String CLUSTER = GROUP + "/providers/Microsoft.ContainerService/managedClusters/corpaks";

    static final String ALL_WORKSPACES = SUBSCRIPTION + "/providers/Microsoft.MachineLearningServices/workspaces";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Scene() {}

    static Azure with(Set<Prop> props) {
        Azure azure = new Azure();
        network(azure);
        for (int i = 0; i < WORKSPACES; i++) {
            azure.put(account(i), json("{'location':'koreacentral','properties':{'provisioningState':'Succeeded'}}"));
            azure.put(vault(i), json("{'location':'koreacentral','properties':{'provisioningState':'Succeeded'}}"));
            azure.put(workspace(i), workspace(props, i));
        }
        azure.put(
                SUBSCRIPTION + "/providers/Microsoft.Compute/locations/koreacentral/vmSizes",
                json(
                        "{'value':[{'name':'Standard_D2_v2','numberOfCores':2},{'name':'Standard_D3_v2','numberOfCores':4}]}"));
        azure.put(
                SERVICE_TAGS,
                json("{'changeNumber':'63','values':[{'name':'BatchNodeManagement.KoreaCentral',"
                        + "'properties':{'region':'koreacentral','addressPrefixes':['198.18.0.0/27','198.18.0.64/26']}},"
                        + tag("Storage") + "," + tag("AzureContainerRegistry") + "," + tag("AzureKeyVault") + "]}"));
        props.forEach(prop -> prop.in(azure));
        return azure;
    }

    private static String tag(String service) {
        return "{'name':'" + service + ".KoreaCentral','properties':{'region':'koreacentral','addressPrefixes':[]}}";
    }

    private static void network(Azure azure) {
        azure.put(NETWORK, json("{'location':'koreacentral','properties':{}}"));
        azure.put(TRAINING, json("{'properties':{'addressPrefix':'10.1.0.0/24','serviceEndpoints':[]}}"));
        azure.put(INFERENCE, json("{'properties':{'addressPrefix':'10.1.4.0/22','serviceEndpoints':[]}}"));
        azure.put(SECURITY_GROUP, json("{'location':'koreacentral','properties':{'securityRules':[]}}"));
        azure.put(OTHER_GROUP, json("{'location':'koreacentral','properties':{'securityRules':[]}}"));
        azure.put(ROUTE_TABLE, json("{'location':'koreacentral','properties':{}}"));
    }

    private static JsonNode workspace(Set<Prop> props, int i) {
        ObjectNode workspace = json("{'location':'Korea Central','properties':{'provisioningState':'Succeeded'}}");
        workspace
                .withObject("/properties")
                .put("storageAccount", account(props.contains(Prop.ACCOUNT_EACH) ? i : 0))
                .put("keyVault", vault(props.contains(Prop.VAULT_EACH) ? i : 0));
        return workspace;
    }

    static boolean hidesAttachments(Azure azure) {
        return azure.isForbidden(ALL_WORKSPACES);
    }

    public static String workspace(int i) {
        return workspace("ws" + i);
    }

    static String workspace(String name) {
        return GROUP + "/providers/Microsoft.MachineLearningServices/workspaces/" + name;
    }

    static String account(int i) {
        return GROUP + "/providers/Microsoft.Storage/storageAccounts/account" + i;
    }

    static String vault(int i) {
        return GROUP + "/providers/Microsoft.KeyVault/vaults/vault" + i;
    }

    static String cluster(String name) {
        return GROUP + "/providers/Microsoft.ContainerService/managedClusters/" + name;
    }

    /** @param text with single quotes */
    public static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("The test's own JSON is malformed: " + text, malformed);
        }
    }

    /** A rule for TCP, unless the ports are all. */
    static ObjectNode rule(String name, int priority, String access, String source, String ports) {
        ObjectNode rule = json("{}").put("name", name);
        rule.putObject("properties")
                .put("priority", priority)
                .put("protocol", ports.equals("*") ? "*" : "Tcp")
                .put("sourcePortRange", "*")
                .put("sourceAddressPrefix", source)
                .put("destinationAddressPrefix", "*")
                .put("destinationPortRange", ports)
                .put("access", access)
                .put("direction", "Inbound");
        return rule;
    }
}
