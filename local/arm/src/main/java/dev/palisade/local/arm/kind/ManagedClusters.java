package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Azure Kubernetes Service clusters: twenty minutes to create, five to change, ten to delete. */
final class ManagedClusters implements ResourceKind {
    static final String TYPE = "Microsoft.ContainerService/managedClusters";
    private static final Duration CHANGE = Duration.ofMinutes(5);
    private static final Duration DELETION = Duration.ofMinutes(10);
    private static final String KUBERNETES_VERSION = "1.33.5";
    private final ManagedClusterRules rules;

    ManagedClusters(ManagedClusterRules rules) {
        this.rules = rules;
    }

    @Override
    public ResourceType type() {
        LroStyle create = LroStyle.managedCluster(20);
        LroStyle delete = create.lasting(DELETION, "InProgress", "Deleting").alsoLocation();
        return new ResourceType(
                TYPE,
                ApiVersions.MANAGED_CLUSTERS,
                Set.of("GET", "PUT", "DELETE"),
                Etags.MANAGED_CLUSTER,
                null,
                create,
                delete);
    }

    @Override
    public Duration duration(LroStyle style, Write write) {
        return write.creates() ? style.duration() : CHANGE;
    }

    @Override
    public ObjectNode put(Write write) {
        String location = write.requiredLocation();
        completeNetwork(write.properties());
        rules.check(write, location);
        completePools(write.properties(), write.creates());
        completeCluster(write, location);
        return write.body();
    }

    private static void completeNetwork(ObjectNode properties) {
        ObjectNode network = properties.withObjectProperty("networkProfile");
        setDefault(network, "networkPlugin", "kubenet");
        setDefault(network, "serviceCidr", "10.0.0.0/16");
        setDefault(network, "dnsServiceIP", "10.0.0.10");
        setDefault(network, "loadBalancerSku", "standard");
        setDefault(network, "outboundType", "loadBalancer");
        network.putArray("serviceCidrs").add(network.path("serviceCidr").asText());
        network.putArray("ipFamilies").add("IPv4");
        boolean pods = network.path("networkPlugin").asText().equalsIgnoreCase("kubenet");
        if (pods) {
            setDefault(network, "podCidr", "10.244.0.0/16");
        }
    }

    private static void completePools(ObjectNode properties, boolean creates) {
        boolean azure = properties.at("/networkProfile/networkPlugin").asText().equalsIgnoreCase("azure");
        for (JsonNode sent : properties.path("agentPoolProfiles")) {
            ObjectNode pool = (ObjectNode) sent;
            setDefault(pool, "osType", "Linux");
            setDefault(pool, "type", "VirtualMachineScaleSets");
            setDefault(pool, "orchestratorVersion", KUBERNETES_VERSION);
            pool.put("count", pool.path("count").asInt(1));
            pool.put("maxPods", pool.path("maxPods").asInt(azure ? 30 : 110));
            pool.put(
                    "currentOrchestratorVersion",
                    pool.path("orchestratorVersion").asText());
            pool.put("provisioningState", creates ? "Creating" : "Updating");
        }
    }

    private static void completeCluster(Write write, String location) {
        ObjectNode properties = write.properties();
        ResourceId id = write.id();
        setDefault(properties, "kubernetesVersion", KUBERNETES_VERSION);
        setDefault(
                properties,
                "nodeResourceGroup",
                "MC_" + id.resourceGroup().orElseThrow() + "_" + id.name() + "_" + location);
        properties.put(
                "currentKubernetesVersion", properties.path("kubernetesVersion").asText());
        properties
                .put("maxAgentPools", 100)
                .put("enableRBAC", properties.path("enableRBAC").asBoolean(true));
        if (write.currentProperties().has("fqdn")) {
            properties.set("fqdn", write.currentProperties().path("fqdn"));
        }
        properties.putObject("powerState").put("code", "Running");
        // The service never shows these again.
        forget(properties, "windowsProfile", "adminPassword");
        forget(properties, "servicePrincipalProfile", "secret");
        if (write.body().at("/identity/type").asText().toLowerCase(Locale.ROOT).contains("systemassigned")) {
            write.body().withObjectProperty("identity").put("principalId", stable(id, "principal"));
            write.body().withObjectProperty("identity").put("tenantId", stable(id, "tenant"));
        }
        if (!write.body().has("sku")) {
            write.body().putObject("sku").put("name", "Base").put("tier", "Free");
        }
    }

    private static void forget(ObjectNode properties, String profile, String secret) {
        if (properties.path(profile).isObject()) {
            properties.withObjectProperty(profile).remove(secret);
        }
    }

    private static String stable(ResourceId id, String purpose) {
        return UUID.nameUUIDFromBytes((purpose + id.key()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static void setDefault(ObjectNode object, String field, String value) {
        if (object.path(field).asText("").isEmpty()) {
            object.put(field, value);
        }
    }

    @Override
    public ObjectNode succeeded(ResourceId id, ObjectNode body, World world, Instant now) {
        ObjectNode properties = body.withObjectProperty("properties");
        properties
                .path("agentPoolProfiles")
                .forEach(pool -> ((ObjectNode) pool).put("provisioningState", Operation.SUCCEEDED));
        String dns = properties.path("dnsPrefix").asText(id.name());
        properties.put(
                "fqdn",
                dns + "-" + stable(id, "fqdn").substring(0, 8) + ".hcp."
                        + Write.normalized(body.path("location").asText()) + ".azmk8s.io");
        return body;
    }

    @Override
    public List<ObjectNode> consequences(ResourceId id, World world) {
        if (world.holds(id)) {
            return List.of();
        }
        ArmError error = ArmError.of(404, "ClusterNotFound", "Cannot find Kubernetes cluster " + id + ".");
        return Attachments.of(id, world).stream()
                .map(compute -> Attachments.broken(compute, error))
                .toList();
    }

    @Override
    public ArmError inProgress(ResourceId id, Operation running, String operationUrl) {
        String verb = running.method().equals("DELETE") ? "delete" : "create";
        return ArmError.of(
                        409,
                        "OperationNotAllowed",
                        "Operation is not allowed because there's an in progress " + verb
                                + " managed cluster operation (operation ID: " + running.id()
                                + ") on the managed cluster '"
                                + id.name() + "' in the resource group '"
                                + id.resourceGroup().orElse("")
                                + "'. Please wait for it to finish before starting a new operation.")
                .withoutEnvelope();
    }

    @Override
    public ArmError lateFailure(ObjectNode body) {
        return ArmError.of(
                400,
                "VMExtensionProvisioningError",
                "VM has reported a failure when processing extension 'vmssCSE'. Error message: Enable failed: failed to execute"
                        + " command: command terminated with exit status=50.");
    }
}
