package dev.palisade.planning.removal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.Draft;
import dev.palisade.planning.kind.LiveEndpoints;
import dev.palisade.planning.kind.WebServiceVersions;
import dev.palisade.planning.kind.World;
import dev.palisade.planning.ledger.OwnershipTags;
import dev.palisade.planning.plan.ResourceKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** No cluster is detached, and none deleted, while endpoints are served from it; and no endpoint is deleted with what somebody else deployed. */
final class ServedEndpoints {
    private ServedEndpoints() {}

    /** A cluster's attachment goes with it, so it is enough to look at attachments. */
    static void refuse(Collection<Taking> takings, World world, Draft draft) {
        Set<ResourceId> going =
                takings.stream().filter(Taking::isWhole).map(Taking::resource).collect(Collectors.toSet());
        takings.stream()
                .filter(taking -> taking.kind() == ResourceKind.ATTACHED_CLUSTER)
                .forEach(taking -> refuse(taking.resource(), going, world, draft));
    }

    private static void refuse(ResourceId compute, Set<ResourceId> going, World world, Draft draft) {
        List<String> served = LiveEndpoints.servedFrom(compute, world)
                .filter(endpoint ->
                        !going.contains(ResourceId.of(endpoint.path("id").asText())))
                .map(endpoint -> endpoint.path("name").asText())
                .sorted()
                .toList();
        if (!served.isEmpty()) {
            draft.refuse(
                    FindingCode.ENDPOINTS_STILL_SERVED,
                    "",
                    WhoseMove.YOURS,
                    Map.of("resource", compute.toString(), "endpoints", String.join(", ", served)));
        }
    }

    /** Versions that would go while their endpoint stays and gives them a share of its traffic. */
    static List<Taking> stillServing(Collection<Taking> takings, World world, Draft draft) {
        Set<ResourceId> going =
                takings.stream().filter(Taking::isWhole).map(Taking::resource).collect(Collectors.toSet());
        return takings.stream()
                .filter(taking -> taking.kind() == ResourceKind.ONLINE_DEPLOYMENT && taking.isWhole())
                .filter(taking -> !going.contains(taking.resource().parent()))
                .filter(taking -> LiveEndpoints.share(taking.resource(), world) > 0)
                .filter(taking -> draft.steps().stream()
                        .noneMatch(
                                step -> step.resource().equals(taking.resource().parent())
                                        && step.deltas().stream()
                                                .anyMatch(delta -> delta.path().equals("/properties/traffic"))))
                .toList();
    }

    static boolean haveForeignVersion(ResourceId resource, World world) {
        String ours = OwnershipTags.value(world.asked().environment().key());
        return resource.isOfType(ResourceKind.WEB_SERVICE.armType())
                ? !WebServiceVersions.foreign(resource, world).isEmpty()
                : resource.isOfType(ResourceKind.ONLINE_ENDPOINT.armType())
                        && LiveEndpoints.versionsOf(resource, world).anyMatch(version -> !isOf(ours, version));
    }

    private static boolean isOf(String environment, JsonNode version) {
        return OwnershipTags.read(version, OwnershipTags.ENVIRONMENT).equals(environment);
    }
}
