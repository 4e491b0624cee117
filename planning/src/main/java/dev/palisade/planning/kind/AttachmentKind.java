package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.arm.Location;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.ClusterAttachment;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.Draft.Wanted;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.DeltaComparison.State;
import dev.palisade.planning.plan.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * AKS clusters as computes of the workspace (seed 004, "attach an existing AKS cluster"): computeType AKS in profile {@code seed}, Kubernetes in
 * profile {@code current}. What is attached with other settings is detached first: an attachment cannot be changed.
 */
public final class AttachmentKind implements Kind {
    @Override
    public void plan(World world, Draft draft) {
        for (ClusterAttachment attachment : world.document().attachments()) {
            refuseUnusable(attachment, world, draft);
            world.workspaceLocation().ifPresent(location -> plan(attachment, location, world, draft));
        }
    }

    /** A cluster that the document creates is its own chapter's. */
    private static void refuseUnusable(ClusterAttachment attachment, World world, Draft draft) {
        if (isCreated(attachment, world)) {
            return;
        }
        draft.claim(attachment.cluster(), Delta.creation(JsonNodeFactory.instance.objectNode()));
        Optional<JsonNode> cluster = world.find(attachment.cluster());
        String field = attachment.attachField("resource_id");
        if (cluster.isEmpty()) {
            Map<String, String> arguments =
                    Map.of("what", "AKS cluster", "id", attachment.cluster().toString());
            draft.refuse(FindingCode.RESOURCE_MISSING, field, WhoseMove.YOURS, arguments);
        } else if (!World.isReady(cluster.get())) {
            Existing.refuseUnready(attachment.cluster(), cluster.get(), field, world, draft);
        } else {
            ClusterRules.checkExisting(attachment, cluster.get(), world, draft);
            KubernetesVersions.check(attachment, cluster.get(), world, draft);
        }
    }

    private static boolean isCreated(ClusterAttachment attachment, World world) {
        return world.document()
                .clusters()
                .map(cluster -> cluster.resourceId(world.document().workspace()))
                .anyMatch(attachment.cluster()::equals);
    }

    private static void checkBeforeAttaching(ClusterAttachment attachment, ResourceId id, World world, Draft draft) {
        AttachedClusters.refuseSecond(attachment, id, world, draft);
        world.find(attachment.cluster())
                .filter(cluster -> !isCreated(attachment, world) && World.isReady(cluster))
                .ifPresent(cluster -> KubernetesVersions.checkBeforeAttaching(attachment, cluster, world, draft));
    }

    private static void plan(ClusterAttachment attachment, Location location, World world, Draft draft) {
        ResourceId id = world.document().workspace().child("computes", attachment.name());
        draft.claimAttachment(attachment.cluster(), id);
        AttachmentSteps steps =
                new AttachmentSteps(attachment, id, location, world.document().profile(), draft);
        Optional<JsonNode> existing = world.find(id);
        if (Owned.isToBeMade(id, existing, world)) {
            checkBeforeAttaching(attachment, id, world, draft);
            want(steps.attach(List.of()), attachment, draft);
        } else if (!World.isReady(existing.get())) {
            Existing.refuseUnready(id, existing.get(), attachment.field(), world, draft);
        } else if (DeltaComparison.compare(existing.get(), List.of(Delta.creation(steps.settings()))) == State.AFTER) {
            if (!world.isCreatedByThisRequest(existing.get())) {
                draft.found(id);
            }
        } else if (Owned.isCreated(id, world)) {
            checkBeforeAttaching(attachment, id, world, draft);
            refuseWhileServing(attachment, id, world, draft);
            Step detach = steps.detach(existing.get(), Owned.references(id, world));
            want(detach, attachment, draft);
            want(steps.attach(List.of(detach.id())), attachment, draft);
        } else {
            refuseOther(id, existing.get(), steps, attachment, draft);
        }
    }

    /** From detaching until it is attached again, and after, what is deployed may not answer. */
    private static void refuseWhileServing(ClusterAttachment attachment, ResourceId id, World world, Draft draft) {
        String served = LiveEndpoints.servedFrom(id, world)
                .map(endpoint -> endpoint.path("name").asText())
                .sorted()
                .collect(Collectors.joining(", "));
        if (!served.isEmpty()) {
            draft.refuse(
                    FindingCode.ENDPOINTS_STILL_SERVED,
                    attachment.field(),
                    WhoseMove.YOURS,
                    Map.of("resource", id.toString(), "endpoints", served));
        }
    }

    private static void want(Step step, ClusterAttachment attachment, Draft draft) {
        List<ResourceId> creates = step.action() == Step.Action.CREATE ? List.of(step.resource()) : List.of();
        draft.want(new Wanted(step, attachment.field(), List.of(attachment.cluster(), step.resource()), creates));
    }

    private static void refuseOther(
            ResourceId id, JsonNode existing, AttachmentSteps steps, ClusterAttachment attachment, Draft draft) {
        draft.refuse(
                FindingCode.EXISTING_ATTACHMENT_DIFFERS,
                attachment.field(),
                WhoseMove.YOURS,
                Map.of(
                        "resource", id.toString(),
                        "actual", AttachmentSteps.inWords(existing),
                        "wanted", AttachmentSteps.inWords(steps.settings())));
    }
}
