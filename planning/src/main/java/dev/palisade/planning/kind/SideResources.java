package dev.palisade.planning.kind;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Azure Batch puts beside a training cluster into the resource group of the virtual network, and takes away with it (seeds 000 and 001:
 * "for each cluster one network security group, one public IP address, one load balancer"). Nobody can tell the names in advance: Azure makes
 * them of an identifier of its own.
 */
final class SideResources {
    private static final List<String> TYPES = List.of(
            "Microsoft.Network/networkSecurityGroups",
            "Microsoft.Network/publicIPAddresses",
            "Microsoft.Network/loadBalancers");

    private SideResources() {}

    /** Stand-ins for what comes and goes with clusters in this subnet: of the right type and group. */
    static List<ResourceId> beside(ResourceId subnet) {
        return TYPES.stream()
                .map(type -> subnet.sibling(type, "of-azure-batch"))
                .toList();
    }

    /** What a step takes away besides its own resource. */
    static Stream<ResourceId> takenAwayBy(Step step, World world) {
        return step.kind() == ResourceKind.AML_COMPUTE && step.action() == Action.DELETE
                ? world.find(step.resource()).stream()
                        .map(compute ->
                                compute.at("/properties/properties/subnet/id").asText())
                        .flatMap(subnet -> ResourceId.parse(subnet).stream())
                        .flatMap(subnet -> beside(subnet).stream())
                : Stream.empty();
    }

    static String impact(ResourceId subnet) {
        return "Azure adds a network security group, a public IP address and a load balancer of its own to resource"
                + " group " + subnet.resourceGroup().orElse("") + ", and takes them away with the cluster.";
    }
}
