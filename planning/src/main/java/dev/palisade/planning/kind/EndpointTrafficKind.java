package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.Endpoint;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.Draft.Wanted;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.DeltaComparison.State;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who takes what of an endpoint's traffic: one write of the whole map, once every version is as asked. So no moment has a wrong sum, none a share
 * for a version that is not there, and what takes it back is one write as well. A version that leaves has lost its share before it is deleted.
 */
public final class EndpointTrafficKind implements Kind {
    private static final String TRAFFIC = "/properties/traffic";

    @Override
    public void plan(World world, Draft draft) {
        if (world.document().profile() == Profile.CURRENT
                && world.workspaceLocation().isPresent()) {
            world.document().endpoints().stream()
                    .filter(endpoint -> endpoint.defaults().size() == 1)
                    .forEach(endpoint -> plan(endpoint, world, draft));
        }
    }

    private static void plan(Endpoint endpoint, World world, Draft draft) {
        ResourceId id = OnlineEndpointKind.resourceId(world.document().workspace(), endpoint);
        Optional<JsonNode> existing = world.find(id);
        ObjectNode before = existing.map(found -> found.at(TRAFFIC))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseGet(JsonNodeFactory.instance::objectNode);
        Delta delta = Delta.field(TRAFFIC, before, wanted(endpoint));
        if (existing.isPresent() && DeltaComparison.compare(existing.get(), List.of(delta)) == State.AFTER) {
            return;
        }
        boolean foreign =
                existing.isPresent() && !Owned.isCreated(id, world) && !world.isCreatedByThisRequest(existing.get());
        if (foreign) {
            refuse(endpoint, id, delta, draft);
        } else {
            draft.want(new Wanted(
                    step(endpoint, id, delta, before(endpoint, id, world, draft)),
                    endpoint.field() + "/deployments",
                    List.of(id),
                    List.of()));
        }
    }

    private static ObjectNode wanted(Endpoint endpoint) {
        ObjectNode traffic = JsonNodeFactory.instance.objectNode();
        endpoint.shares().forEach((version, share) -> {
            if (share > 0) {
                traffic.put(version, share);
            }
        });
        return traffic;
    }

    private static void refuse(Endpoint endpoint, ResourceId id, Delta delta, Draft draft) {
        draft.refuse(
                FindingCode.EXISTING_ENDPOINT_DIFFERS,
                endpoint.field() + "/deployments",
                WhoseMove.YOURS,
                Map.of(
                        "resource", id.toString(),
                        "property", "traffic",
                        "wanted", String.valueOf(delta.after()),
                        "actual", String.valueOf(delta.before())));
    }

    private static List<String> before(Endpoint endpoint, ResourceId id, World world, Draft draft) {
        Stream<ResourceId> versions = endpoint.deployments().stream()
                .map(deployment ->
                        OnlineDeploymentKind.resourceId(world.document().workspace(), endpoint, deployment));
        return draft.stepsOn(Stream.concat(Stream.of(id), versions));
    }

    private static Step step(Endpoint endpoint, ResourceId id, Delta delta, List<String> dependsOn) {
        String shares = endpoint.shares().entrySet().stream()
                .filter(share -> share.getValue() > 0)
                .map(share -> share.getValue() + " % to " + share.getKey())
                .collect(Collectors.joining(", "));
        return new Step(
                "traffic/" + endpoint.name(),
                ResourceKind.ONLINE_ENDPOINT,
                Step.Action.UPDATE,
                id,
                "Give the traffic of " + endpoint.name() + ": " + shares,
                List.of(delta),
                dependsOn,
                Step.Undo.REVERT_DELTAS,
                Step.Effect.NEUTRAL,
                Duration.ofMinutes(1),
                "",
                List.of());
    }
}
