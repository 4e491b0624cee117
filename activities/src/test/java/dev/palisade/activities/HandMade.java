package dev.palisade.activities;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.ArmWrite.Guard;
import dev.palisade.activities.arm.OwnershipMark;
import dev.palisade.activities.kind.ArmKinds;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import java.time.Duration;
import java.util.List;

/** The steps of the whole job in the shape that plans have them, on the example's world, and what they stand on. */
final class HandMade {
    static final String NSG = "nsg/customer-nsg";
    static final String VAULT = "vault/wsvault7c1";
    static final String SCALED_COMPUTE = "compute/cpucluster";
    static final String SCALED_CLUSTER = "cluster/myaks";
    static final String EXTENSION = "extension/myaks";
    static final String SEED_ATTACHMENT = "attachment/seed";
    static final String KUBERNETES_ATTACHMENT = "attachment/kubernetes";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GROUP = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mygroup";
    private static final ResourceId CLUSTER_ID =
            ResourceId.of(GROUP + "/providers/Microsoft.ContainerService/managedClusters/myaks");
    private static final ResourceId WORKSPACE =
            ResourceId.of(GROUP + "/providers/Microsoft.MachineLearningServices/workspaces/ws");
    private static final String SUBNETS = GROUP + "/providers/Microsoft.Network/virtualNetworks/mynetwork/subnets/";

    private final SimulatedAzure world;

    HandMade(SimulatedAzure world) {
        this.world = world;
    }

    /** The step, what it stands on being there: made by this environment, an hour ago. */
    Step step(String id) {
        return switch (id) {
            case NSG ->
                change(id, ResourceKind.NETWORK_SECURITY_GROUP, network("networkSecurityGroups/customer-nsg"), rule());
            case VAULT -> {
                world.stories.apply(serviceEndpoint());
                yield change(
                        id, ResourceKind.KEY_VAULT, sibling("Microsoft.KeyVault/vaults", "wsvault7c1"), vaultRules());
            }
            case SCALED_COMPUTE -> {
                standing(compute());
                yield change(id, ResourceKind.AML_COMPUTE, compute().resource(), moreNodes());
            }
            case SCALED_CLUSTER -> {
                standing(cluster());
                yield change(id, ResourceKind.MANAGED_CLUSTER, CLUSTER_ID, moreAgents());
            }
            case EXTENSION -> {
                standing(cluster());
                yield extension();
            }
            case SEED_ATTACHMENT -> {
                standing(cluster());
                yield attachment(id);
            }
            case KUBERNETES_ATTACHMENT -> {
                standing(cluster());
                standing(extension());
                yield attachment(id);
            }
            default -> throw new IllegalArgumentException(id);
        };
    }

    Step compute() {
        return creation(
                "compute/cpucluster",
                ResourceKind.AML_COMPUTE,
                WORKSPACE.child("computes", "cpucluster"),
                """
                {"location":"koreacentral","properties":{"computeType":"AmlCompute","properties":{"vmSize":"STANDARD_D2_V2",
                 "scaleSettings":{"minNodeCount":0,"maxNodeCount":4,"nodeIdleTimeBeforeScaleDown":"PT120S"},"subnet":{"id":"%sdefault"}}}}""".formatted(SUBNETS));
    }

    Step cluster() {
        return creation("cluster/myaks", ResourceKind.MANAGED_CLUSTER, CLUSTER_ID, """
                {"location":"koreacentral","identity":{"type":"SystemAssigned"},"properties":{"dnsPrefix":"myaks",
                 "agentPoolProfiles":[{"name":"agentpool","count":3,"vmSize":"Standard_D3_v2","mode":"System","vnetSubnetID":"%saks"}],
                 "networkProfile":{"networkPlugin":"azure","serviceCidr":"10.0.0.0/16","dnsServiceIP":"10.0.0.10"}}}""".formatted(SUBNETS));
    }

    Step extension() {
        return creation(
                EXTENSION,
                ResourceKind.CLUSTER_EXTENSION,
                ResourceId.of(CLUSTER_ID + "/providers/Microsoft.KubernetesConfiguration/extensions/azureml"),
                """
                {"properties":{"extensionType":"Microsoft.AzureML.Kubernetes","autoUpgradeMinorVersion":true,"releaseTrain":"stable",
                 "scope":{"cluster":{"releaseNamespace":"azureml"}},"configurationSettings":{"enableInference":"True"}}}""");
    }

    Step attachment(String id) {
        return id.equals(SEED_ATTACHMENT)
                ? attachment("seed", "AKS", "{\"clusterPurpose\":\"FastProd\"}")
                : attachment("kubernetes", "Kubernetes", "{\"namespace\":\"default\"}");
    }

    /** A step that takes away what another one creates, of which the plan has seen the location and no more. */
    Step removal(Step creation, String before) {
        return new Step(
                creation.id(),
                creation.kind(),
                Step.Action.DELETE,
                creation.resource(),
                "Take " + creation.id() + " away",
                List.of(new Delta("", null, json(before), null)),
                List.of(),
                Step.Undo.NONE,
                Step.Effect.NEUTRAL,
                Duration.ofMinutes(5),
                "",
                List.of());
    }

    /** Has what the step creates stand there, made by this request an hour ago. */
    void standing(Step creation) {
        made(creation, new OwnershipMark(world.environment, Stories.REQUEST));
    }

    void made(Step creation, OwnershipMark mark) {
        boolean tags = ArmKinds.creatable(creation.kind()).bearsTags();
        ObjectNode body = creation.deltas().get(0).after().deepCopy();
        put(creation, tags ? mark.on(body) : body);
        world.azure.clock().advance(Duration.ofHours(1));
    }

    /** A write of another client. */
    void put(Step step, JsonNode body) {
        var answer = world.somebodyElse.send(ArmWrite.put(step.resource(), body, Guard.NONE));
        if (!answer.isSuccess()) {
            throw new AssertionError(answer.error().toString());
        }
    }

    private static Step attachment(String name, String type, String settings) {
        return creation(
                "attachment/" + name,
                ResourceKind.ATTACHED_CLUSTER,
                WORKSPACE.child("computes", name),
                "{\"location\":\"koreacentral\",\"properties\":{\"computeType\":\"" + type + "\",\"resourceId\":\""
                        + CLUSTER_ID + "\",\"properties\":" + settings + "}}");
    }

    private static Delta rule() {
        return Delta.element("/properties/securityRules", "name", null, json("""
                {"name":"palisade-batch","properties":{"priority":110,"direction":"Inbound","access":"Allow","protocol":"Tcp",
                 "sourceAddressPrefix":"BatchNodeManagement","sourcePortRange":"*","destinationAddressPrefix":"*",
                 "destinationPortRanges":["29876","29877"]}}"""));
    }

    private static Delta[] vaultRules() {
        String acls = "/properties/networkAcls/";
        return new Delta[] {
            Delta.field(acls + "defaultAction", json("\"Allow\""), json("\"Deny\"")),
            Delta.field(acls + "bypass", json("\"None\""), json("\"AzureServices\"")),
            Delta.element(acls + "virtualNetworkRules", "id", null, json("{\"id\":\"" + SUBNETS + "default\"}")),
            Delta.element(acls + "ipRules", "value", null, json("{\"value\":\"203.0.113.7/32\"}"))
        };
    }

    private static Delta moreNodes() {
        return Delta.field("/properties/properties/scaleSettings/maxNodeCount", json("4"), json("6"));
    }

    private static Delta moreAgents() {
        return Delta.element(
                "/properties/agentPoolProfiles",
                "name",
                json("{\"name\":\"agentpool\",\"count\":3}"),
                json("{\"name\":\"agentpool\",\"count\":4}"));
    }

    static Step serviceEndpoint() {
        return change(
                "subnet/mynetwork/default",
                ResourceKind.SUBNET,
                ResourceId.of(SUBNETS + "default"),
                Delta.element(
                        "/properties/serviceEndpoints", "service", null, json("{\"service\":\"Microsoft.KeyVault\"}")));
    }

    private static ResourceId network(String rest) {
        return ResourceId.of(GROUP + "/providers/Microsoft.Network/" + rest);
    }

    private static ResourceId sibling(String type, String name) {
        return ResourceId.of(GROUP + "/providers/" + type + "/" + name);
    }

    private static Step creation(String id, ResourceKind kind, ResourceId resource, String body) {
        return Step.creation(id, kind, resource, "Create " + id, json(body), List.of(), Duration.ofMinutes(5));
    }

    private static Step change(String id, ResourceKind kind, ResourceId resource, Delta... deltas) {
        return new Step(
                id,
                kind,
                Step.Action.UPDATE,
                resource,
                "Change " + id,
                List.of(deltas),
                List.of(),
                Step.Undo.REVERT_DELTAS,
                Step.Effect.NEUTRAL,
                Duration.ofMinutes(3),
                "",
                List.of());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(text, notJson);
        }
    }
}
