package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.Location;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.ClusterAttachment;
import dev.palisade.planning.document.ClusterCreation.Purpose;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The steps that attach and detach one cluster.
 *
 * @param id of the compute
 * @param location of the workspace: the compute is its
 */
record AttachmentSteps(ClusterAttachment attachment, ResourceId id, Location location, Profile profile, Draft draft) {
    private static final Map<Purpose, String> PURPOSES = Map.of(
            Purpose.FAST_PROD, "FastProd",
            Purpose.DENSE_PROD, "DenseProd",
            Purpose.DEV_TEST, "DevTest");
    private static final List<String> SETTINGS = List.of(
            "/properties/computeType",
            "/properties/resourceId",
            "/properties/properties/namespace",
            "/properties/properties/clusterPurpose");

    /** @param before further steps to wait for */
    Step attach(List<String> before) {
        Stream<ResourceId> parts =
                Stream.of(attachment.cluster(), ClusterExtensionKind.resourceId(attachment.cluster()));
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("location", location.toString());
        body.setAll(settings());
        return Step.creation(
                stepId(),
                ResourceKind.ATTACHED_CLUSTER,
                id,
                (before.isEmpty() ? "Attach" : "Attach again, with other settings,") + " AKS cluster "
                        + attachment.cluster().name() + " as " + attachment.name(),
                body,
                Stream.of(draft.stepsOn(parts), before).flatMap(List::stream).toList(),
                Duration.ofMinutes(5));
    }

    /** @param takesBack the ledger's entries of the attachment */
    Step detach(JsonNode present, List<String> takesBack) {
        return new Step(
                stepId() + "/detach",
                ResourceKind.ATTACHED_CLUSTER,
                Step.Action.DELETE,
                id,
                "Detach " + attachment.name() + ", whose settings (" + inWords(present)
                        + ") can only be changed by attaching again",
                List.of(new Delta("", null, identity(present), null)),
                List.of(),
                Step.Undo.NONE,
                Step.Effect.NEUTRAL,
                Duration.ofMinutes(2),
                "From detaching until it is attached again, nothing can be deployed to " + attachment.name()
                        + ", and what is deployed there may stop answering.",
                takesBack);
    }

    private String stepId() {
        return "attachment/" + attachment.name();
    }

    /** Microsoft.MachineLearningServices, Compute_CreateOrUpdate, API version 2024-04-01; what of it the document decides. */
    ObjectNode settings() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode properties = body.putObject("properties")
                .put("computeType", profile == Profile.SEED ? "AKS" : "Kubernetes")
                .put("resourceId", attachment.cluster().toString());
        ObjectNode settings = properties.putObject("properties");
        if (profile == Profile.SEED) {
            settings.put("clusterPurpose", PURPOSES.get(attachment.purpose()));
        } else {
            settings.put("namespace", attachment.namespace());
        }
        return body;
    }

    /** What must hold of an attachment for it to be the one that is meant. */
    private static ObjectNode identity(JsonNode compute) {
        ObjectNode identity = JsonNodeFactory.instance.objectNode();
        identity.putObject("properties")
                .put("computeType", compute.at("/properties/computeType").asText())
                .put("resourceId", compute.at("/properties/resourceId").asText());
        return identity;
    }

    /** {@code Kubernetes, …/managedClusters/myaks, default}. */
    static String inWords(JsonNode compute) {
        return SETTINGS.stream()
                .map(path -> compute.at(path).asText())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
