package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.CLUSTER;
import static dev.palisade.planning.ExampleWorld.GROUP;
import static dev.palisade.planning.ExampleWorld.SUBSCRIPTION;
import static dev.palisade.planning.ExampleWorld.WORKSPACE;
import static dev.palisade.planning.Mistake.planned;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.finding.FindingCode;
import java.util.stream.Stream;

/** What a subscription or a policy may keep from being made, and clusters of a version that is not for attaching. */
final class QuotaMistakes {
    static final String NOT_ALLOWED_TYPES = "6c112d4e-5bc7-47ae-a041-ea2d9dccd749";
    static final String ALLOWED_TYPES = "a08ec900-254a-4555-9bf5-e42af04b5c5c";
    private static final String VERSIONS =
            SUBSCRIPTION + "/providers/Microsoft.ContainerService/locations/koreacentral/kubernetesVersions";

    private QuotaMistakes() {}

    static Stream<Mistake> all() {
        return Stream.of(ofVirtualMachines(), ofWhatIsBeside(), ofPolicies(), ofVersions())
                .flatMap(mistakes -> mistakes);
    }

    private static Stream<Mistake> ofVirtualMachines() {
        String agents = "/compute/1/create/agent_count";
        String nodes = "/compute/0/max_instances";
        return Stream.of(
                planned("the region's vCPUs are used up", FindingCode.QUOTA_TOO_SMALL, agents, world -> {
                    Quotas.of(world, Quotas.COMPUTE, "cores", 9, 20);
                }),
                planned("the vCPUs of the family are used up", FindingCode.QUOTA_TOO_SMALL, agents, world -> {
                    Quotas.families(world);
                    Quotas.of(world, Quotas.COMPUTE, "cores", 9, 100);
                    Quotas.of(world, Quotas.COMPUTE, "standardDv2Family", 9, 20);
                    Quotas.of(world, Quotas.COMPUTE, "standardDSv2Family", 0, 0);
                }),
                planned("training has too few vCPUs left", FindingCode.QUOTA_TOO_SMALL, nodes, world -> {
                    Quotas.ofTraining(world, "dedicatedCores", "Total Cluster Dedicated Regional vCPUs", 3, 10);
                }),
                planned("training has too few of the family", FindingCode.QUOTA_TOO_SMALL, nodes, world -> {
                    Quotas.families(world);
                    Quotas.ofTraining(world, "vmFamily", Quotas.FAMILY_OF_CLUSTERS, 0, 7);
                }),
                planned("the workspace itself has too few", FindingCode.QUOTA_TOO_SMALL, nodes, world -> {
                    Quotas.families(world);
                    Quotas.of(
                            world,
                            Quotas.MACHINE_LEARNING,
                            WORKSPACE + "/usages/Standard_Dv2_Family_Cluster_Dedicated_vCPUs",
                            "Microsoft.MachineLearningServices/workspaces/usages",
                            Quotas.FAMILY_OF_CLUSTERS,
                            0,
                            4);
                }));
    }

    private static Stream<Mistake> ofWhatIsBeside() {
        return Stream.of(
                planned("there are as many clusters as may be", FindingCode.QUOTA_TOO_SMALL, "/compute/0", world -> {
                    Quotas.ofTraining(world, "totalCores", "Clusters", 100, 100);
                }),
                planned("one security group is left for two", FindingCode.QUOTA_TOO_SMALL, "/compute/1", world -> {
                    Quotas.of(world, Quotas.NETWORK, "NetworkSecurityGroups", 99, 100);
                }),
                planned("one public address is left for two", FindingCode.QUOTA_TOO_SMALL, "/compute/1", world -> {
                    Quotas.of(world, Quotas.NETWORK, "PublicIPAddresses", 0, 0);
                    Quotas.of(world, Quotas.NETWORK, "StandardSkuPublicIpAddresses", 9, 10);
                }),
                planned("one load balancer is left for two", FindingCode.QUOTA_TOO_SMALL, "/compute/1", world -> {
                    Quotas.of(world, Quotas.NETWORK, "LoadBalancers", 0, 1);
                }));
    }

    private static Stream<Mistake> ofPolicies() {
        return Stream.of(
                planned(
                        "what Azure adds beside a cluster is not allowed",
                        FindingCode.DENIED_BY_POLICY,
                        "/compute/0",
                        world -> policy(
                                world, NOT_ALLOWED_TYPES, "NotAllowed", "'Microsoft.Network/publicIPAddresses'", "")),
                planned(
                        "load balancers are not among what is allowed",
                        FindingCode.DENIED_BY_POLICY,
                        "/compute/0",
                        world -> policy(
                                world,
                                ALLOWED_TYPES,
                                "Allowed",
                                "'Microsoft.Network/publicIPAddresses','Microsoft.Network/networkSecurityGroups',"
                                        + "'Microsoft.MachineLearningServices/workspaces/computes',"
                                        + "'Microsoft.ContainerService/managedClusters'",
                                "")));
    }

    private static Stream<Mistake> ofVersions() {
        String cluster = "/compute/1/attach/resource_id";
        String seed = ClusterMistakes.attaching()
                .replace("profile: current", "profile: seed")
                .replace("access: selected_networks, allow_ips: [203.0.113.7]", "access: all_networks");
        return Stream.of(
                new Mistake(
                        "the cluster is newer than the pages of 2020",
                        FindingCode.CLUSTER_VERSION_ABOVE_SEEDS,
                        cluster,
                        () -> running(new ExampleWorld(), "1.33.5")
                                .plan(Examples.document(seed))
                                .findings()),
                new Mistake(
                        "the cluster is older than the extension supports",
                        FindingCode.CLUSTER_VERSION_UNSUPPORTED,
                        cluster,
                        () -> running(new ExampleWorld(), "1.30.9")
                                .plan(Examples.document(ClusterMistakes.attaching()))
                                .findings()));
    }

    /** An assignment on the resource group. */
    static ExampleWorld policy(ExampleWorld world, String definition, String which, String types, String more) {
        String list = GROUP + "/providers/Microsoft.Authorization/policyAssignments";
        return world.put(list, """
                {"value": [{"id": "%s/types", "name": "types", "properties": {"displayName": "Types", %s
                 "policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/%s",
                 "parameters": {"listOfResourceTypes%s": {"value": [%s]}}}}]}""".formatted(list, more, definition, which, types.replace('\'', '"')));
    }

    /** The cluster runs this version, where AKS offers 1.31 to 1.33 and previews a newer one. */
    static ExampleWorld running(ExampleWorld world, String version) {
        world.put(VERSIONS, """
                {"values": [{"version": "1.32"}, {"version": "1.34", "isPreview": true}, {"version": "1.30"},
                 {"version": "1.31"}, {"version": "1.33", "isDefault": true}]}""");
        return world.put(CLUSTER, Found.cluster(3, "10.0.0.0/16", false))
                .edit(
                        CLUSTER,
                        cluster -> ((ObjectNode) cluster.path("properties")).put("currentKubernetesVersion", version));
    }
}
