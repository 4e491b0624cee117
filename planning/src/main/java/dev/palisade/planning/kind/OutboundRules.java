package dev.palisade.planning.kind;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.Network;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.UsedSubnets.Used;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether what leaves the subnets may be restricted (seeds, "use Azure Kubernetes Service": "keep the default outbound rules"). */
final class OutboundRules {
    private static final String FIELD = Network.FIELD + "/outbound";

    private OutboundRules() {}

    static void check(World world, Draft draft) {
        if (!world.document().network().outboundRestricted()) {
            return;
        }
        Set<ResourceId> clusters = UsedSubnets.clusters(world).collect(Collectors.toSet());
        String hosting = UsedSubnets.all(world).stream()
                .map(Used::id)
                .filter(clusters::contains)
                .map(ResourceId::name)
                .collect(Collectors.joining(", "));
        if (hosting.isEmpty()) {
            draft.refuse(
                    FindingCode.NOT_BUILT_YET, FIELD, WhoseMove.YOURS, Map.of("what", "restricting outbound traffic"));
        } else {
            draft.refuse(
                    FindingCode.RESTRICTED_OUTBOUND_ON_CLUSTER_SUBNET,
                    FIELD,
                    WhoseMove.YOURS,
                    Map.of("subnets", hosting));
        }
    }
}
