package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.palisade.planning.arm.Location;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.ClusterAttachment;
import dev.palisade.planning.document.Endpoint;
import dev.palisade.planning.document.Endpoint.AuthMode;
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
import java.util.stream.Stream;

/**
 * Online endpoints on attached clusters, in profile {@code current}. One is made without traffic, since it has no version yet; who takes what of it
 * is {@link EndpointTrafficKind}'s.
 */
public final class OnlineEndpointKind implements Kind {
    private static final String AUTH_MODE = "/properties/authMode";

    @Override
    public void plan(World world, Draft draft) {
        if (world.document().profile() == Profile.CURRENT) {
            world.workspaceLocation()
                    .ifPresent(location ->
                            world.document().endpoints().forEach(endpoint -> plan(endpoint, location, world, draft)));
        }
    }

    static ResourceId resourceId(ResourceId workspace, Endpoint endpoint) {
        return workspace.child("onlineEndpoints", endpoint.name());
    }

    private static void plan(Endpoint endpoint, Location location, World world, Draft draft) {
        ResourceId id = resourceId(world.document().workspace(), endpoint);
        ResourceId compute = world.document().workspace().child("computes", endpoint.compute());
        Optional<JsonNode> existing = world.find(id);
        warnOfTokens(endpoint, location, world, draft);
        if (Owned.isToBeCreated(id, existing, world)) {
            draft.want(new Wanted(
                    creation(id, endpoint, location, compute, draft), endpoint.field(), List.of(compute), List.of(id)));
        } else if (Owned.isToBeMended(id, existing.get(), world)) {
            change(id, endpoint, compute, existing.get(), draft);
        } else if (!World.isReady(existing.get())) {
            Existing.refuseUnready(id, existing.get(), endpoint.field(), world, draft);
        } else {
            use(id, endpoint, compute, existing.get(), world, draft);
        }
    }

    private static void use(
            ResourceId id, Endpoint endpoint, ResourceId compute, JsonNode existing, World world, Draft draft) {
        if (Owned.isCreated(id, world)) {
            change(id, endpoint, compute, existing, draft);
        } else {
            DeltaComparison.differences(existing, List.of(auth(endpoint, existing)))
                    .forEach(difference -> draft.refuse(
                            FindingCode.EXISTING_ENDPOINT_DIFFERS,
                            endpoint.field() + "/auth_mode",
                            WhoseMove.YOURS,
                            Map.of(
                                    "resource", id.toString(),
                                    "property", "authMode",
                                    "wanted", mode(endpoint.authMode()),
                                    "actual", existing.at(AUTH_MODE).asText())));
            refuseElsewhere(endpoint, compute, existing, draft);
        }
        if (draft.stepOn(id).isEmpty() && !world.isCreatedByThisRequest(existing)) {
            draft.found(id);
        }
    }

    /** Written again as it is where the last write has failed: until one succeeds, nothing can be deployed to it. */
    private static void change(ResourceId id, Endpoint endpoint, ResourceId compute, JsonNode existing, Draft draft) {
        refuseElsewhere(endpoint, compute, existing, draft);
        Delta auth = auth(endpoint, existing);
        boolean differs = DeltaComparison.compare(existing, List.of(auth)) != State.AFTER;
        if (differs || !World.isReady(existing)) {
            draft.want(new Wanted(
                    update(id, endpoint, differs ? auth : auth.again(), differs),
                    endpoint.field(),
                    List.of(id),
                    List.of()));
        }
    }

    private static void refuseElsewhere(Endpoint endpoint, ResourceId compute, JsonNode existing, Draft draft) {
        String actual = existing.at("/properties/compute").asText();
        if (!compute.toString().equalsIgnoreCase(actual)) {
            draft.refuse(
                    FindingCode.ENDPOINT_ELSEWHERE,
                    endpoint.field() + "/compute",
                    WhoseMove.YOURS,
                    Map.of("endpoint", endpoint.name(), "actual", actual, "wanted", compute.toString()));
        }
    }

    /** The seeds: tokens come from the workspace's region, and are none while it cannot be reached. */
    static void warnOfTokens(Endpoint endpoint, Location location, World world, Draft draft) {
        if (endpoint.authMode() != AuthMode.TOKEN) {
            return;
        }
        world.document().attachments().stream()
                .filter(attachment -> attachment.name().equals(endpoint.compute()))
                .map(ClusterAttachment::cluster)
                .flatMap(cluster -> world.find(cluster).stream())
                .filter(cluster -> !World.location(cluster).equals(location))
                .forEach(cluster -> draft.warn(
                        FindingCode.TOKENS_FROM_OTHER_REGION,
                        endpoint.field() + "/auth_mode",
                        Map.of(
                                "endpoint", endpoint.name(),
                                "workspace", location.toString(),
                                "cluster", cluster.path("name").asText(),
                                "actual", World.location(cluster).toString())));
    }

    private static Delta auth(Endpoint endpoint, JsonNode existing) {
        return Delta.field(AUTH_MODE, existing.at(AUTH_MODE), TextNode.valueOf(mode(endpoint.authMode())));
    }

    private static Step creation(ResourceId id, Endpoint endpoint, Location location, ResourceId compute, Draft draft) {
        return Step.creation(
                stepId(endpoint),
                ResourceKind.ONLINE_ENDPOINT,
                id,
                "Create online endpoint " + endpoint.name() + " on " + endpoint.compute(),
                body(endpoint, location, compute),
                draft.stepsOn(Stream.of(compute)),
                Duration.ofMinutes(2));
    }

    private static Step update(ResourceId id, Endpoint endpoint, Delta auth, boolean differs) {
        return new Step(
                stepId(endpoint),
                ResourceKind.ONLINE_ENDPOINT,
                Step.Action.UPDATE,
                id,
                differs
                        ? "Let callers of online endpoint " + endpoint.name() + " prove themselves by "
                                + (endpoint.authMode() == AuthMode.TOKEN ? "tokens" : "keys")
                        : "Write online endpoint " + endpoint.name()
                                + " again as it is, since its last write has failed",
                List.of(auth),
                List.of(),
                Step.Undo.REVERT_DELTAS,
                Step.Effect.NEUTRAL,
                Duration.ofMinutes(2),
                differs ? "Callers of " + endpoint.name() + " who prove themselves in the former way are refused." : "",
                List.of());
    }

    static String stepId(Endpoint endpoint) {
        return "endpoint/" + endpoint.name();
    }

    /** OnlineEndpoints_CreateOrUpdate, API version 2024-04-01. */
    private static ObjectNode body(Endpoint endpoint, Location location, ResourceId compute) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("location", location.toString());
        body.putObject("identity").put("type", "SystemAssigned");
        body.putObject("properties").put("authMode", mode(endpoint.authMode())).put("compute", compute.toString());
        return body;
    }

    private static String mode(AuthMode mode) {
        return mode == AuthMode.TOKEN ? "AMLToken" : "Key";
    }
}
