package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.kind.QuotaLimits.Region;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The registry: every kind of resource that this cloud knows. */
public final class ResourceKinds {
    private final VmSizes sizes = new VmSizes();
    private final CoreQuota quota = new CoreQuota(sizes);
    private final TrainingQuota trainingQuota = new TrainingQuota(sizes);
    private final AddressBook addresses =
            new AddressBook(List.of(AmlComputeNodes::uses, ManagedClusterAddresses::uses, NetworkInterfaces::uses));
    private final VirtualNetworks networks = new VirtualNetworks(addresses);
    private final ServiceTagLists serviceTags = new ServiceTagLists();
    private final List<ResourceKind> kinds = List.of(
            new ResourceGroups(),
            new Locks(),
            networks,
            new Subnets(addresses),
            new PolicyAssignments(),
            new QuotaLimits(),
            new NetworkSecurityGroups(),
            new PublicIpAddresses(),
            new LoadBalancers(),
            new SecurityRules(),
            new RouteTables(),
            new Routes(),
            serviceTags,
            new StorageAccounts(),
            new Vaults(),
            new VaultSecrets(),
            new NetworkInterfaces(),
            new VirtualMachines(sizes),
            new HdInsightClusters(),
            new Workspaces(),
            new Datastores(),
            new Computes(
                    new AmlCompute(
                            new AmlComputeRules(sizes, trainingQuota),
                            new AmlComputeNodes(addresses, new NodeReach(serviceTags), trainingQuota)),
                    new AksCompute(sizes),
                    new KubernetesCompute(),
                    MachineCompute.virtualMachine(),
                    MachineCompute.hdInsight()),
            new ManagedClusters(new ManagedClusterRules(addresses, quota)),
            new AgentPools(),
            new ClusterExtensions(),
            new Assets("models"),
            new AssetVersions("models"),
            new Assets("environments"),
            new AssetVersions("environments"),
            new Assets("codes"),
            new AssetVersions("codes"),
            new OnlineEndpoints(),
            new OnlineDeployments(),
            new WebServices(sizes));

    public Optional<ResourceKind> find(String type) {
        return kinds.stream()
                .filter(kind -> kind.type().name().equalsIgnoreCase(type))
                .findFirst();
    }

    public boolean knowsNamespace(String namespace) {
        return kinds.stream().anyMatch(kind -> kind.type().namespace().equalsIgnoreCase(namespace));
    }

    /** The kinds whose resources also appear in this type's body. */
    public List<ResourceKind> embeddedIn(String type) {
        return kinds.stream()
                .filter(kind -> kind.type().embeddedAs() != null)
                .filter(kind -> kind.type()
                        .name()
                        .substring(0, kind.type().name().lastIndexOf('/'))
                        .equalsIgnoreCase(type))
                .toList();
    }

    /** Whether a service of this namespace answers for operations at this path segment below a region. */
    public boolean knowsOperations(String namespace, String segment) {
        return kinds.stream()
                .map(ResourceKind::type)
                .filter(type -> type.namespace().equalsIgnoreCase(namespace))
                .anyMatch(type -> type.hasOperations(segment, false));
    }

    public ServiceTagLists serviceTags() {
        return serviceTags;
    }

    /** The api-versions of what a service is asked of a region. */
    public List<String> locationApiVersions(String namespace) {
        return switch (namespace.toLowerCase(Locale.ROOT)) {
            case "microsoft.network" -> ApiVersions.NETWORK;
            case "microsoft.containerservice" -> ApiVersions.MANAGED_CLUSTERS;
            case "microsoft.machinelearningservices" -> ApiVersions.MACHINE_LEARNING;
            default -> ApiVersions.COMPUTE;
        };
    }

    /** What a service says of a region in one piece: the answer of {@code GET …/locations/{l}/{noun}}; empty if it is not asked this. */
    public Optional<ObjectNode> ofRegion(
            String namespace, String noun, String subscription, String location, World world) {
        Region region = new Region(subscription, location);
        return Optional.ofNullable(
                switch ((namespace + "/" + noun).toLowerCase(Locale.ROOT)) {
                    case "microsoft.compute/vmsizes" -> sizes.answer();
                    case "microsoft.compute/usages" -> quota.answer(region, world);
                    case "microsoft.network/usages" -> NetworkQuota.answer(region, world);
                    case "microsoft.machinelearningservices/vmsizes" -> sizes.trainingAnswer();
                    case "microsoft.machinelearningservices/usages" -> trainingQuota.answer(region, world);
                    case "microsoft.containerservice/kubernetesversions" -> KubernetesVersions.answer();
                    default -> null;
                });
    }

    /** The answer of {@code GET virtualNetworks/{v}/usages}. */
    public ObjectNode networkUsages(ResourceId network, World world) {
        return networks.usages(network, world);
    }
}
