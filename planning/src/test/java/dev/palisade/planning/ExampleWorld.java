package dev.palisade.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.Neighbours;
import dev.palisade.planning.claim.Neighbours.Held;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.OwnershipTags;
import dev.palisade.planning.observation.Doubt;
import dev.palisade.planning.observation.Observation;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.DeltaComparison.State;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.request.Asked;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Scopes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** The Azure of the examples as a map of resources, small enough to be bent in a test, and answering only what the planner asks to read. */
public final class ExampleWorld {
    public static final String SUBSCRIPTION = "/subscriptions/11111111-2222-3333-4444-555555555555";
    public static final String GROUP = SUBSCRIPTION + "/resourceGroups/mygroup";
    public static final String WORKSPACE = GROUP + "/providers/Microsoft.MachineLearningServices/workspaces/ws";
    public static final String NETWORK = GROUP + "/providers/Microsoft.Network/virtualNetworks/mynetwork";
    public static final String TRAINING_SUBNET = NETWORK + "/subnets/default";
    public static final String INFERENCE_SUBNET = NETWORK + "/subnets/aks";
    public static final String ACCOUNT = GROUP + "/providers/Microsoft.Storage/storageAccounts/wsstorage";
    public static final String TRAINING_CLUSTER = WORKSPACE + "/computes/cpucluster";
    public static final String CLUSTER = GROUP + "/providers/Microsoft.ContainerService/managedClusters/myaks";

    public static final String DATASTORE = WORKSPACE + "/datastores/workspaceblobstore";
    public static final String VAULT = GROUP + "/providers/Microsoft.KeyVault/vaults/wsvault";
    public static final String SECURITY_GROUP =
            GROUP + "/providers/Microsoft.Network/networkSecurityGroups/customer-nsg";
    public static final String ROUTE_TABLE = GROUP + "/providers/Microsoft.Network/routeTables/customer-routes";
    public static final String SERVICE_TAGS =
            SUBSCRIPTION + "/providers/Microsoft.Network/locations/koreacentral/serviceTags";
    public static final String ATTACHMENT = WORKSPACE + "/computes/myaks";
    public static final String EXTENSION = CLUSTER + "/providers/Microsoft.KubernetesConfiguration/extensions/azureml";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> OPEN = Map.of("defaultAction", "Allow", "bypass", "AzureServices");

    private final Map<String, ObjectNode> resources = new LinkedHashMap<>();
    private final Set<String> forbidden = new HashSet<>();
    private Function<ResourceId, Held> neighbours = parent -> Held.nobody();

    public ExampleWorld() {
        put(WORKSPACE, """
                {"location": "koreacentral", "properties": {"provisioningState": "Succeeded", "storageAccount": "%s",
                 "keyVault": "%s"}}""".formatted(ACCOUNT, VAULT));
        put(DATASTORE, "{\"properties\": {\"datastoreType\": \"AzureBlob\", \"accountName\": \"wsstorage\"}}");
        put(VAULT, "{\"location\": \"koreacentral\", \"properties\": {\"provisioningState\": \"Succeeded\"}}");
        put(SECURITY_GROUP, "{\"location\": \"koreacentral\", \"properties\": {\"securityRules\": []}}");
        put(NETWORK, "{\"location\": \"koreacentral\", \"properties\": {\"subnets\": []}}");
        subnet("default", "10.1.0.0/24");
        subnet("aks", "10.1.4.0/22");
        put(ACCOUNT, """
            {"location": "koreacentral", "properties": {"provisioningState": "Succeeded", "networkAcls":
             {"defaultAction": "Allow", "bypass": "AzureServices", "virtualNetworkRules": [], "ipRules": []}}}\
            """);
        put(SUBSCRIPTION + "/providers/Microsoft.Compute/locations/koreacentral/vmSizes", """
            {"value": [{"name": "Standard_D2_v2", "numberOfCores": 2, "memoryInMB": 7168},
             {"name": "Standard_D3_v2", "numberOfCores": 4, "memoryInMB": 14336}]}\
            """);
        batchIn("koreacentral", "KoreaCentral", "198.18.0.0/27", "198.18.0.64/26", "2001:db8::/64");
    }

    /** The list of service tags names these addresses of Azure Batch in a region, and others in Japan; and what else there is in Korea. */
    public ExampleWorld batchIn(String region, String word, String... prefixes) {
        String tag =
                "{\"name\": \"BatchNodeManagement%s\", \"properties\": {\"region\": \"%s\", \"addressPrefixes\": %s}}";
        String ours = JSON.valueToTree(List.of(prefixes)).toString();
        return put(
                SERVICE_TAGS,
                "{\"changeNumber\": \"63\", \"values\": [%s, %s, %s, %s, %s, %s]}"
                        .formatted(
                                tag.formatted("", "", ours),
                                tag.formatted("." + word, region, ours),
                                tag.formatted(".JapanEast", "japaneast", "[\"198.18.9.0/27\"]"),
                                inKorea("Storage", "198.18.16.0/27"),
                                inKorea("AzureContainerRegistry", "198.18.32.0/27"),
                                inKorea("AzureKeyVault", "198.18.64.0/27")));
    }

    private static String inKorea(String service, String prefix) {
        return "{\"name\": \"%s.KoreaCentral\", \"properties\": {\"region\": \"koreacentral\", \"addressPrefixes\": [\"%s\"]}}"
                .formatted(service, prefix);
    }

    /** A route table in the resource group, with a route for each of these prefixes, named by it, to this hop. */
    public ExampleWorld routeTable(String hop, String... prefixes) {
        put(ROUTE_TABLE, "{\"location\": \"koreacentral\", \"properties\": {\"routes\": []}}");
        for (String prefix : prefixes) {
            ObjectNode route = ((ArrayNode) get(ROUTE_TABLE).at("/properties/routes")).addObject();
            route.put("name", "to-" + prefix.replace('/', '_'))
                    .putObject("properties")
                    .put("provisioningState", "Succeeded")
                    .put("addressPrefix", prefix)
                    .put("nextHopType", hop);
        }
        return this;
    }

    /** The training subnet follows the route table. */
    public ExampleWorld routed() {
        return edit(
                TRAINING_SUBNET,
                subnet -> subnet.withObjectProperty("properties")
                        .putObject("routeTable")
                        .put("id", ROUTE_TABLE));
    }

    /** The world that the local stack starts with, {@code examples/world.json}, and the VM sizes of its region. */
    public static ExampleWorld ofTheLocalStack() {
        ExampleWorld world = new ExampleWorld();
        String sizes = SUBSCRIPTION + "/providers/Microsoft.Compute/locations/koreacentral/vmSizes";
        world.resources.keySet().retainAll(Set.of(key(sizes)));
        for (JsonNode resource : parsed(Examples.text("world.json"))) {
            world.put(resource.path("id").asText(), resource.toString());
            resource.at("/properties/subnets")
                    .forEach(subnet -> world.put(subnet.path("id").asText(), subnet.toString()));
        }
        return world;
    }

    /** Adds a resource, or replaces it. */
    public ExampleWorld put(String id, String json) {
        resources.put(key(id), (ObjectNode) parsed(json));
        return this;
    }

    /** Edits a resource in place. */
    public ExampleWorld edit(String id, Consumer<ObjectNode> edit) {
        edit.accept(resources.get(key(id)));
        return this;
    }

    /** From now on Azure refuses to list this collection. */
    public ExampleWorld forbid(String list) {
        forbidden.add(key(list));
        return this;
    }

    public ExampleWorld remove(String id) {
        resources.remove(key(id));
        return this;
    }

    public JsonNode get(String id) {
        return resources.get(key(id));
    }

    /** Adds a subnet to the virtual network, which lists it, and as a resource of its own. */
    public ExampleWorld subnet(String name, String range) {
        String subnet = "{\"name\": \"%s\", \"properties\": {\"addressPrefix\": \"%s\", \"serviceEndpoints\": []}}";
        put(NETWORK + "/subnets/" + name, subnet.formatted(name, range));
        ((ArrayNode) get(NETWORK).at("/properties/subnets")).add(get(NETWORK + "/subnets/" + name));
        return this;
    }

    /** A service endpoint that somebody gave a subnet. */
    public ExampleWorld serviceEndpoint(String subnet, String service) {
        ((ArrayNode) get(subnet).at("/properties/serviceEndpoints")).addObject().put("service", service);
        return this;
    }

    /** A rule among those of the security group, for TCP from everywhere to everywhere unless said. */
    public ExampleWorld securityRule(String name, int priority, String access, String source, String port) {
        return securityRule(name, priority, "Inbound", access, source, port);
    }

    public ExampleWorld securityRule(
            String name, int priority, String direction, String access, String source, String port) {
        ObjectNode rule = ((ArrayNode) get(SECURITY_GROUP).at("/properties/securityRules")).addObject();
        rule.put("name", name).put("id", SECURITY_GROUP + "/securityRules/" + name);
        rule.putObject("properties")
                .put("provisioningState", "Succeeded")
                .put("protocol", "*")
                .put("sourcePortRange", "*")
                .put("sourceAddressPrefix", source)
                .put("destinationAddressPrefix", "*")
                .put("destinationPortRange", port)
                .put("access", access)
                .put("priority", priority)
                .put("direction", direction);
        return this;
    }

    /** A rule among those of the security group, for TCP from everywhere to here. */
    public ExampleWorld outboundRule(String name, int priority, String access, String destination, String port) {
        securityRule(name, priority, "Outbound", access, "*", port);
        JsonNode rules = get(SECURITY_GROUP).at("/properties/securityRules");
        ((ObjectNode) rules.get(rules.size() - 1).path("properties")).put("destinationAddressPrefix", destination);
        return this;
    }

    /** As many addresses in use in a subnet as said. */
    public ExampleWorld used(String subnet, int addresses) {
        ArrayNode configurations = ((ObjectNode) get(subnet).path("properties")).putArray("ipConfigurations");
        for (int i = 0; i < addresses; i++) {
            configurations.addObject().put("id", subnet + "/ip/" + i);
        }
        return this;
    }

    /** A lock, listed at its own scope only. */
    public ExampleWorld lock(String scope, String name, String level) {
        String locks = scope + "/providers/Microsoft.Authorization/locks";
        return put(
                locks,
                "{\"value\": [{\"id\": \"%s/%s\", \"name\": \"%s\", \"properties\": {\"level\": \"%s\"}}]}"
                        .formatted(locks, name, name, level));
    }

    public PlanResult plan(JsonNode document) {
        return plan(document, Ledger.empty(), "request-1");
    }

    public PlanResult plan(JsonNode document, Ledger ledger, String requestId) {
        return plan(asked(document, ledger, requestId));
    }

    public static Asked asked(JsonNode document, Ledger ledger, String requestId) {
        ResourceId workspace = ResourceId.of(document.path("workspace").asText());
        return new Asked(requestId, workspace, RequestType.APPLY, document, null, ledger, Scopes.unlimited());
    }

    /** Reads exactly what the planner asks for, until it asks for nothing, and plans. */
    public PlanResult plan(Asked asked) {
        Seen seen = see(asked);
        return new Planner().plan(asked, seen.observation(), seen.neighbours());
    }

    /** The same readings, as far as the ledger says that they must be otherwise. */
    public List<Doubt> doubts(Asked asked) {
        return Doubt.of(asked, see(asked).observation());
    }

    private record Seen(Observation observation, Neighbours neighbours) {}

    private Seen see(Asked asked) {
        Planner planner = new Planner();
        Observation observation = Observation.empty();
        Map<String, Held> parents = new HashMap<>();
        Reads reads = planner.reads(asked, observation, new Neighbours(parents));
        while (!reads.nothing()) {
            for (String path : reads.paths()) {
                observation = observation.with(path, Optional.ofNullable(resources.get(key(path))));
            }
            for (String path : reads.ifAllowed()) {
                observation = forbidden.contains(key(path))
                        ? observation.withForbidden(path)
                        : observation.with(path, Optional.ofNullable(resources.get(key(path))));
            }
            reads.parents().forEach(parent -> parents.put(parent.key(), neighbours.apply(parent)));
            reads = planner.reads(asked, observation, new Neighbours(parents));
        }
        return new Seen(observation, new Neighbours(parents));
    }

    /** What other environments claim on one shared thing. */
    public ExampleWorld neighbours(String parent, Held held) {
        Function<ResourceId, Held> others = neighbours;
        return neighbours(asked -> asked.key().equals(key(parent)) ? held : others.apply(asked));
    }

    /** What other environments claim on a shared thing. */
    public ExampleWorld neighbours(Function<ResourceId, Held> asked) {
        neighbours = asked;
        return this;
    }

    /** What an activity does with a step: write it only if the resource is as the plan found it. */
    public void carryOut(Step step, String environment, String requestId) {
        String id = step.resource().toString();
        JsonNode present = get(id);
        assertThat(DeltaComparison.compare(present, step.deltas()))
                .as("%s finds %s", step, present)
                .isEqualTo(State.BEFORE);
        if (step.action() == Action.DELETE) {
            resources.keySet().removeIf(other -> other.equals(key(id)) || other.startsWith(key(id) + "/"));
            return;
        }
        ObjectNode after = (ObjectNode) DeltaComparison.apply(present, step.deltas());
        if (step.action() == Action.CREATE) {
            after.withObject("/properties").put("provisioningState", "Succeeded");
            after.withObject("/tags")
                    .put(OwnershipTags.ENVIRONMENT, OwnershipTags.value(environment))
                    .put(OwnershipTags.REQUEST, OwnershipTags.value(requestId));
        }
        put(id, after.toString());
    }

    /** Everything that there is, as it is now; an empty list is as good as none, and a firewall that lets all in as none. */
    public Map<String, String> snapshot() {
        Map<String, String> all = new TreeMap<>();
        resources.forEach((id, body) -> all.put(id, withoutEmpty(body).toString()));
        return all;
    }

    private static JsonNode withoutEmpty(JsonNode node) {
        if (!node.isObject()) {
            return node;
        }
        ObjectNode full = JSON.createObjectNode();
        node.properties().forEach(field -> {
            JsonNode value = withoutEmpty(field.getValue());
            if ((value.isValueNode() || !value.isEmpty()) && !value.asText().equals(OPEN.get(field.getKey()))) {
                full.set(field.getKey(), value);
            }
        });
        return full;
    }

    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("The test's own JSON is malformed: " + json, malformed);
        }
    }
}
