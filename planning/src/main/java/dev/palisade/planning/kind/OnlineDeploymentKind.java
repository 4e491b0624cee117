package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.Location;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.Deployment;
import dev.palisade.planning.document.Endpoint;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.Draft.Wanted;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The versions behind online endpoints. Each begins without traffic, and one that is updated keeps its share: Kubernetes rolls its pods over. */
public final class OnlineDeploymentKind implements Kind {
    private static final Set<String> SELF_CONTAINED = Set.of("mlflow_model", "triton_model");

    @Override
    public void plan(World world, Draft draft) {
        if (world.document().profile() == Profile.CURRENT) {
            world.workspaceLocation()
                    .ifPresent(location -> world.document()
                            .endpoints()
                            .forEach(endpoint -> endpoint.deployments()
                                    .forEach(deployment -> plan(endpoint, deployment, location, world, draft))));
        }
    }

    static ResourceId resourceId(ResourceId workspace, Endpoint endpoint, Deployment deployment) {
        return OnlineEndpointKind.resourceId(workspace, endpoint).child("deployments", deployment.name());
    }

    private static void plan(Endpoint endpoint, Deployment deployment, Location location, World world, Draft draft) {
        checkAssets(deployment, world, draft);
        ResourceId id = resourceId(world.document().workspace(), endpoint, deployment);
        Optional<JsonNode> existing = world.find(id);
        DeploymentBody body = new DeploymentBody(deployment, world.document().workspace());
        if (Owned.isToBeCreated(id, existing, world)) {
            Step step = Step.creation(
                    stepId(endpoint, deployment),
                    ResourceKind.ONLINE_DEPLOYMENT,
                    id,
                    "Deploy " + deployment.model() + " as version " + deployment.name() + " of " + endpoint.name(),
                    body.whole(location),
                    draft.stepsOn(Stream.of(id.parent())),
                    Duration.ofMinutes(6));
            draft.want(new Wanted(step, deployment.field(), List.of(id.parent()), List.of(id)));
        } else if (!World.isReady(existing.get()) && !Owned.isToBeMended(id, existing.get(), world)) {
            Existing.refuseUnready(id, existing.get(), deployment.field(), world, draft);
        } else if (Owned.isCreated(id, world)) {
            change(id, endpoint, deployment, body, existing.get(), world, draft);
        } else {
            useFound(id, deployment, body, existing.get(), draft);
        }
    }

    private static void change(
            ResourceId id,
            Endpoint endpoint,
            Deployment deployment,
            DeploymentBody body,
            JsonNode existing,
            World world,
            Draft draft) {
        List<Delta> wanted = body.fields(existing, Owned.tags(id, world));
        List<Delta> different = wanted.stream()
                .filter(delta -> DeltaComparison.compare(existing, List.of(delta)) != DeltaComparison.State.AFTER)
                .toList();
        boolean mends = different.isEmpty() && !World.isReady(existing);
        if (!different.isEmpty() || mends) {
            Step step = update(
                    id,
                    endpoint,
                    deployment,
                    mends ? wanted.stream().map(Delta::again).toList() : different,
                    draft.stepsOn(Stream.of(id.parent())));
            draft.want(new Wanted(step, deployment.field(), List.of(id), List.of()));
        } else if (!world.isCreatedByThisRequest(existing)) {
            draft.found(id);
        }
    }

    private static Step update(
            ResourceId id, Endpoint endpoint, Deployment deployment, List<Delta> deltas, List<String> dependsOn) {
        boolean again = deltas.stream().allMatch(Delta::changesNothing);
        String version = "version " + deployment.name() + " of " + endpoint.name();
        return new Step(
                stepId(endpoint, deployment),
                ResourceKind.ONLINE_DEPLOYMENT,
                Step.Action.UPDATE,
                id,
                again ? "Write " + version + " again as it is, since its last write has failed" : "Update " + version,
                deltas,
                dependsOn,
                Step.Undo.REVERT_DELTAS,
                Step.Effect.NEUTRAL,
                Duration.ofMinutes(6),
                "",
                List.of());
    }

    private static void useFound(
            ResourceId id, Deployment deployment, DeploymentBody body, JsonNode existing, Draft draft) {
        List<DeltaComparison.Difference> differences =
                DeltaComparison.differences(existing, body.fields(existing, Set.of()));
        differences.forEach(difference -> draft.refuse(
                FindingCode.EXISTING_ENDPOINT_DIFFERS,
                deployment.field(),
                WhoseMove.YOURS,
                Map.of(
                        "resource", id.toString(),
                        "property", difference.path().substring(1),
                        "wanted", text(difference.expected()),
                        "actual", text(difference.actual()))));
        if (differences.isEmpty()) {
            draft.found(id);
        }
    }

    static String text(@Nullable JsonNode value) {
        return value == null || value.isNull() ? "nothing" : value.isValueNode() ? value.asText() : value.toString();
    }

    private static void checkAssets(Deployment deployment, World world, Draft draft) {
        Optional<JsonNode> model = asset("models", "model", deployment.model(), deployment, world, draft);
        deployment
                .environment()
                .ifPresent(name -> asset("environments", "environment", name, deployment, world, draft));
        deployment.code().ifPresent(code -> asset("codes", "code", code.code(), deployment, world, draft));
        if (deployment.environment().isPresent()) {
            return;
        }
        model.map(found -> found.at("/properties/modelType").asText("custom_model"))
                .filter(type -> !SELF_CONTAINED.contains(type))
                .ifPresent(type -> draft.refuse(
                        FindingCode.ENVIRONMENT_NEEDED,
                        deployment.field(),
                        WhoseMove.YOURS,
                        Map.of("deployment", deployment.name(), "model", deployment.model(), "type", type)));
    }

    static Optional<JsonNode> asset(
            String collection, String field, String reference, Deployment deployment, World world, Draft draft) {
        ResourceId id = DeploymentBody.asset(world.document().workspace(), collection, reference);
        Optional<JsonNode> found = world.find(id);
        if (found.isEmpty()) {
            draft.refuse(
                    FindingCode.RESOURCE_MISSING,
                    deployment.field() + "/" + field,
                    WhoseMove.YOURS,
                    Map.of("what", "registered " + field, "id", id.toString()));
        }
        return found;
    }

    static String stepId(Endpoint endpoint, Deployment deployment) {
        return "deployment/" + endpoint.name() + "/" + deployment.name();
    }
}
