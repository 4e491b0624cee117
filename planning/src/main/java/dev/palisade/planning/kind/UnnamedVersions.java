package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.Deployment;
import dev.palisade.planning.document.Endpoint;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.DeltaComparison.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The versions of a classic web service that the document does not name. Ours go, or stay without traffic; others' must not take any of it. */
record UnnamedVersions(ResourceId id, Endpoint endpoint, JsonNode existing, Draft draft) {
    /** Seed 004, "controlled rollout": up to six versions behind one endpoint. */
    private static final int MOST = 6;

    /** What takes from them what they have. */
    List<Delta> leaving(WebServiceBody body, World world) {
        Set<String> foreign = WebServiceVersions.foreign(id, world);
        List<Delta> deltas = new ArrayList<>();
        int staying = endpoint.deployments().size();
        for (String version : unnamed()) {
            boolean goes = world.document().prune() && !foreign.contains(version);
            staying += goes ? 0 : 1;
            if (goes) {
                deltas.addAll(body.fields(version, null, existing, WebServiceVersions.tags(id, version, world)));
            } else if (foreign.contains(version)) {
                refuseTraffic(version);
            } else {
                deltas.addAll(withoutTraffic(version));
            }
        }
        if (staying > MOST) {
            draft.refuse(
                    FindingCode.TOO_MANY_VERSIONS,
                    endpoint.field() + "/deployments",
                    WhoseMove.YOURS,
                    Map.of("endpoint", endpoint.name(), "count", String.valueOf(staying)));
        }
        return deltas;
    }

    /** For a service that is somebody else's. */
    void refuseTraffic() {
        unnamed().forEach(this::refuseTraffic);
    }

    private Set<String> unnamed() {
        Set<String> versions = WebServiceVersions.present(existing);
        endpoint.deployments().stream().map(Deployment::name).forEach(versions::remove);
        return versions;
    }

    private void refuseTraffic(String version) {
        String path = WebServiceVersions.path(version, "trafficPercentile");
        double share = existing.at(path).asDouble();
        boolean isDefault =
                existing.at(WebServiceVersions.path(version, "isDefault")).asBoolean();
        if (share > 0 || isDefault) {
            WebServiceKind.refuseDifference(
                    id, endpoint, path.substring(1), "0", String.valueOf(share), "/deployments", draft);
        }
    }

    /** Said once, when it loses what it had. It stays ours: a document that prunes takes it away. */
    private List<Delta> withoutTraffic(String version) {
        List<Delta> deltas = List.of(
                field(version, "isDefault", BooleanNode.FALSE),
                field(version, "trafficPercentile", IntNode.valueOf(0)),
                field(version, "type", TextNode.valueOf("Treatment")));
        if (DeltaComparison.compare(existing, deltas) != State.AFTER) {
            draft.warn(
                    FindingCode.VERSION_STAYS,
                    endpoint.field() + "/deployments",
                    Map.of("endpoint", endpoint.name(), "version", version));
        }
        return deltas;
    }

    private Delta field(String version, String name, JsonNode wanted) {
        String path = WebServiceVersions.path(version, name);
        return Delta.field(path, WebServiceBody.value(existing, path), wanted);
    }
}
