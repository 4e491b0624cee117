package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.Location;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.Deployment;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Endpoints of the classic services API on clusters attached as computeType AKS, in profile {@code seed}. A service with all its versions is one
 * resource and one write: so no moment has a wrong sum or two defaults, and what takes it back is one write as well.
 */
public final class WebServiceKind implements Kind {
    private static final Duration TYPICAL = Duration.ofMinutes(5);

    @Override
    public void plan(World world, Draft draft) {
        if (world.document().profile() == Profile.SEED) {
            world.workspaceLocation()
                    .ifPresent(location -> world.document().endpoints().stream()
                            .filter(endpoint -> endpoint.defaults().size() == 1)
                            .forEach(endpoint -> plan(endpoint, location, world, draft)));
        }
    }

    private static void plan(Endpoint endpoint, Location location, World world, Draft draft) {
        ResourceId id = world.document().workspace().child("services", endpoint.name());
        endpoint.deployments().forEach(deployment -> checkAssets(deployment, world, draft));
        OnlineEndpointKind.warnOfTokens(endpoint, location, world, draft);
        WebServiceBody body = new WebServiceBody(endpoint, world);
        Optional<JsonNode> existing = world.find(id);
        if (Owned.isToBeCreated(id, existing, world)) {
            create(id, endpoint, body, world, draft);
        } else if (!World.isReady(existing.get()) && !Owned.isToBeMended(id, existing.get(), world)) {
            Existing.refuseUnready(id, existing.get(), endpoint.field(), world, draft);
        } else if (Owned.isCreated(id, world)) {
            change(id, endpoint, body, existing.get(), world, draft);
        } else {
            useFound(id, endpoint, body, existing.get(), draft);
        }
    }

    private static void checkAssets(Deployment deployment, World world, Draft draft) {
        OnlineDeploymentKind.asset("models", "model", deployment.model(), deployment, world, draft);
        deployment
                .environment()
                .ifPresent(name ->
                        OnlineDeploymentKind.asset("environments", "environment", name, deployment, world, draft));
        deployment
                .code()
                .ifPresent(code -> OnlineDeploymentKind.asset("codes", "code", code.code(), deployment, world, draft));
    }

    private static void create(ResourceId id, Endpoint endpoint, WebServiceBody body, World world, Draft draft) {
        ResourceId compute = world.document().workspace().child("computes", endpoint.compute());
        String open = endpoint.authMode() == AuthMode.NONE ? ", for every caller who reaches it" : "";
        Step step = Step.creation(
                stepId(endpoint),
                ResourceKind.WEB_SERVICE,
                id,
                "Deploy web service " + endpoint.name() + " to " + endpoint.compute() + open + ": " + shares(endpoint),
                body.whole(),
                draft.stepsOn(Stream.of(compute)),
                TYPICAL);
        draft.want(new Wanted(step, endpoint.field(), List.of(compute), List.of(id)));
    }

    private static void change(
            ResourceId id, Endpoint endpoint, WebServiceBody body, JsonNode existing, World world, Draft draft) {
        refuseElsewhere(id, endpoint, existing, draft);
        List<Delta> wanted = new ArrayList<>(body.authentication(existing));
        endpoint.deployments()
                .forEach(deployment -> wanted.addAll(body.fields(
                        deployment.name(),
                        deployment,
                        existing,
                        WebServiceVersions.tags(id, deployment.name(), world))));
        wanted.addAll(new UnnamedVersions(id, endpoint, existing, draft).leaving(body, world));
        List<Delta> different = wanted.stream()
                .filter(delta -> DeltaComparison.compare(existing, List.of(delta)) != State.AFTER)
                .toList();
        boolean mends = different.isEmpty() && !World.isReady(existing);
        if (!different.isEmpty() || mends) {
            List<Delta> deltas = mends
                    ? body.authentication(existing).stream().map(Delta::again).toList()
                    : different;
            draft.want(new Wanted(update(id, endpoint, deltas), endpoint.field(), List.of(id), List.of()));
        } else if (!world.isCreatedByThisRequest(existing)) {
            draft.found(id);
        }
    }

    private static void refuseElsewhere(ResourceId id, Endpoint endpoint, JsonNode existing, Draft draft) {
        String actual = existing.at("/properties/computeName").asText();
        if (!endpoint.compute().equalsIgnoreCase(actual)) {
            draft.refuse(
                    FindingCode.ENDPOINT_ELSEWHERE,
                    endpoint.field() + "/compute",
                    WhoseMove.YOURS,
                    Map.of("endpoint", endpoint.name(), "actual", actual, "wanted", endpoint.compute()));
        }
        String namespace = existing.at("/properties/namespace").asText();
        endpoint.namespace()
                .filter(wanted -> !wanted.equals(namespace))
                .ifPresent(
                        wanted -> refuseDifference(id, endpoint, "namespace", wanted, namespace, "/namespace", draft));
    }

    private static void useFound(
            ResourceId id, Endpoint endpoint, WebServiceBody body, JsonNode existing, Draft draft) {
        refuseElsewhere(id, endpoint, existing, draft);
        List<Delta> wanted = new ArrayList<>(body.authentication(existing));
        endpoint.deployments()
                .forEach(deployment -> wanted.addAll(body.fields(deployment.name(), deployment, existing, Set.of())));
        new UnnamedVersions(id, endpoint, existing, draft).refuseTraffic();
        List<DeltaComparison.Difference> differences = DeltaComparison.differences(existing, wanted);
        differences.forEach(difference -> refuseDifference(
                id,
                endpoint,
                difference.path().substring(1),
                OnlineDeploymentKind.text(difference.expected()),
                OnlineDeploymentKind.text(difference.actual()),
                "",
                draft));
        if (differences.isEmpty()) {
            draft.found(id);
        }
    }

    static void refuseDifference(
            ResourceId id,
            Endpoint endpoint,
            String property,
            String wanted,
            String actual,
            String where,
            Draft draft) {
        draft.refuse(
                FindingCode.EXISTING_ENDPOINT_DIFFERS,
                endpoint.field() + where,
                WhoseMove.YOURS,
                Map.of("resource", id.toString(), "property", property, "wanted", wanted, "actual", actual));
    }

    private static Step update(ResourceId id, Endpoint endpoint, List<Delta> deltas) {
        boolean again = deltas.stream().allMatch(Delta::changesNothing);
        boolean callers = deltas.stream()
                .anyMatch(delta -> !delta.changesNothing() && delta.path().endsWith("uthEnabled"));
        return new Step(
                stepId(endpoint),
                ResourceKind.WEB_SERVICE,
                Step.Action.UPDATE,
                id,
                again
                        ? "Write web service " + endpoint.name() + " again as it is, since its last write has failed"
                        : "Update web service " + endpoint.name() + ": " + shares(endpoint),
                deltas,
                List.of(),
                Step.Undo.REVERT_DELTAS,
                Step.Effect.NEUTRAL,
                TYPICAL,
                callers ? impact(endpoint) : "",
                List.of());
    }

    private static String impact(Endpoint endpoint) {
        return endpoint.authMode() == AuthMode.NONE
                ? "Everybody who reaches " + endpoint.name() + " is answered."
                : "Callers of " + endpoint.name() + " who prove themselves in the former way are refused.";
    }

    private static String shares(Endpoint endpoint) {
        return endpoint.shares().entrySet().stream()
                .map(share -> share.getValue() + " % to " + share.getKey())
                .collect(Collectors.joining(", "));
    }

    static String stepId(Endpoint endpoint) {
        return "service/" + endpoint.name();
    }
}
