package dev.palisade.acceptance.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The example's world and document, in a resource group of their own, so that tests do not meet in Azure; and amid them what a customer has
 * there.
 *
 * @param group the resource group that stands in place of the example's {@code mygroup}
 */
public record EnvironmentFixture(String group, List<JsonNode> world, ObjectNode document) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final String SUBSCRIPTION = "/subscriptions/11111111-2222-3333-4444-555555555555";

    /** @param examples the folder with {@code world.json} and {@code secure-environment.yaml} */
    public static EnvironmentFixture of(String group, Path examples) {
        try {
            List<JsonNode> world = new ArrayList<>();
            JSON.readTree(renamed(examples.resolve("world.json"), group)).forEach(world::add);
            Additions.add(Additions.CUSTOMERS, world, group);
            Machines.add(world, group);
            JsonNode document = YAML.readTree(renamed(examples.resolve("secure-environment.yaml"), group));
            return new EnvironmentFixture(group, List.copyOf(world), (ObjectNode) document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same with a second environment beside it, which Palisade has made in the same network, account and vault. */
    public EnvironmentFixture withNeighbour() {
        List<JsonNode> both = new ArrayList<>();
        world.forEach(resource -> both.add(resource.deepCopy()));
        Additions.add(Additions.NEIGHBOURS, both, group);
        return new EnvironmentFixture(group, List.copyOf(both), document);
    }

    private static String renamed(Path file, String group) throws IOException {
        return Files.readString(file).replace("mygroup", group);
    }

    public String groupId() {
        return SUBSCRIPTION + "/resourceGroups/" + group;
    }

    public String workspace() {
        return id("Microsoft.MachineLearningServices/workspaces/ws");
    }

    public String compute() {
        return workspace() + "/computes/cpucluster";
    }

    public String cluster() {
        return id("Microsoft.ContainerService/managedClusters/myaks");
    }

    /** The AzureML extension of the cluster. */
    public String extension() {
        return cluster() + "/providers/Microsoft.KubernetesConfiguration/extensions/azureml";
    }

    /** The cluster as a compute of the workspace. */
    public String attachment() {
        return workspace() + "/computes/myaks";
    }

    public String machine() {
        return id("Microsoft.Compute/virtualMachines/trainer");
    }

    public String hdInsight() {
        return id("Microsoft.HDInsight/clusters/spark");
    }

    /** The virtual machine as a compute of the workspace. */
    public String attachedMachine() {
        return workspace() + "/computes/trainer";
    }

    /** The HDInsight cluster as a compute of the workspace. */
    public String attachedHdInsight() {
        return workspace() + "/computes/spark";
    }

    /** The secret that opens both, in the team's own vault. */
    public String machineSecret() {
        return "https://teamvault-" + group + ".vault.azure.net/secrets/trainer";
    }

    /** The online endpoint on the attached cluster. */
    public String endpoint() {
        return workspace() + "/onlineEndpoints/churn";
    }

    /** The classic web service on the attached cluster. */
    public String service() {
        return workspace() + "/services/churn";
    }

    /** The version behind the endpoint that is not the default one. */
    public String secondVersion() {
        return endpoint() + "/deployments/green";
    }

    public String securityGroup() {
        return id("Microsoft.Network/networkSecurityGroups/customer-nsg");
    }

    public String keyVault() {
        return id("Microsoft.KeyVault/vaults/wsvault7c1");
    }

    /** The one that the training subnet follows. */
    public String customersRoutes() {
        return id("Microsoft.Network/routeTables/customer-routes");
    }

    /** The one that Palisade makes for the subnet that follows none. */
    public String ownRoutes() {
        return id("Microsoft.Network/routeTables/palisade-mynetwork-aks");
    }

    public String virtualNetwork() {
        return id("Microsoft.Network/virtualNetworks/mynetwork");
    }

    public String trainingSubnet() {
        return virtualNetwork() + "/subnets/default";
    }

    public String storageAccount() {
        return id("Microsoft.Storage/storageAccounts/wsstorage7c1");
    }

    /** The identity of the environment. */
    public String environment() {
        return workspace().toLowerCase(Locale.ROOT);
    }

    /** The document's element of the list {@code compute} with this name, to be changed. */
    public ObjectNode computeNamed(String name) {
        for (JsonNode compute : (ArrayNode) document.get("compute")) {
            if (compute.get("name").asText().equals(name)) {
                return (ObjectNode) compute;
            }
        }
        throw new IllegalArgumentException("the example has no compute " + name);
    }

    private String id(String resource) {
        return groupId() + "/providers/" + resource;
    }
}
