package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.ClusterAttachment;
import dev.palisade.planning.document.ClusterCreation.Purpose;
import dev.palisade.planning.kind.Draft.Wanted;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Profile {@code current}: the AzureML extension on every cluster that is to be attached. One is enough, whoever installed it. */
public final class ClusterExtensionKind implements Kind {
    private static final String EXTENSIONS = "/providers/Microsoft.KubernetesConfiguration/extensions";
    private static final String TYPE = "Microsoft.AzureML.Kubernetes";

    @Override
    public void plan(World world, Draft draft) {
        if (world.document().profile() == Profile.CURRENT) {
            world.document().attachments().forEach(attachment -> plan(attachment, world, draft));
        }
    }

    static ResourceId resourceId(ResourceId cluster) {
        return ResourceId.of(cluster + EXTENSIONS + "/azureml");
    }

    private static void plan(ClusterAttachment attachment, World world, Draft draft) {
        ResourceId id = installed(attachment.cluster(), world).orElse(resourceId(attachment.cluster()));
        draft.claim(id, Delta.creation(needed()));
        Optional<JsonNode> existing = world.find(id);
        if (Owned.isToBeMade(id, existing, world)) {
            draft.want(new Wanted(
                    step(id, existing.isPresent(), attachment, draft),
                    attachment.field(),
                    List.of(attachment.cluster()),
                    List.of(id)));
        } else if (!World.isReady(existing.get())) {
            Existing.refuseUnready(id, existing.get(), attachment.field(), world, draft);
        } else if (!Owned.isCreatedByThisRequest(id, existing.get(), world)) {
            draft.found(id);
        }
    }

    /** Under whatever name. */
    private static Optional<ResourceId> installed(ResourceId cluster, World world) {
        Stream<JsonNode> extensions = world.find(cluster + EXTENSIONS).stream()
                .flatMap(list -> StreamSupport.stream(list.path("value").spliterator(), false));
        return extensions
                .filter(extension ->
                        extension.at("/properties/extensionType").asText().equalsIgnoreCase(TYPE))
                .flatMap(extension -> ResourceId.parse(extension.path("id").asText()).stream())
                .findFirst();
    }

    private static ObjectNode needed() {
        ObjectNode needed = JsonNodeFactory.instance.objectNode();
        needed.putObject("properties").put("extensionType", TYPE);
        return needed;
    }

    /** @param mends true if ours is there, failed or unfinished: with no tags that say so, the step says what it has seen and writes over */
    private static Step step(ResourceId id, boolean mends, ClusterAttachment attachment, Draft draft) {
        JsonNode body = body(attachment.purpose());
        Step creation = creation(id, body, attachment, draft);
        return mends ? creation.with(List.of(new Delta("", null, needed(), body))) : creation;
    }

    private static Step creation(ResourceId id, JsonNode body, ClusterAttachment attachment, Draft draft) {
        String cluster = attachment.cluster().name();
        return Step.creation(
                "extension/" + cluster,
                ResourceKind.CLUSTER_EXTENSION,
                id,
                "Install the Azure Machine Learning extension on AKS cluster " + cluster,
                body,
                draft.stepsOn(Stream.of(attachment.cluster())),
                Duration.ofMinutes(5));
    }

    /**
     * Microsoft.KubernetesConfiguration, Extensions_Create, API version 2023-05-01. Without a certificate, which the document has no word for,
     * the extension serves over HTTP, as the seeds' clusters do, and must be told that this is meant. A cluster for tests may have one node,
     * on which the router's three replicas would find no place.
     */
    private static ObjectNode body(Purpose purpose) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("identity").put("type", "SystemAssigned");
        ObjectNode properties = body.putObject("properties");
        properties
                .put("extensionType", TYPE)
                .put("autoUpgradeMinorVersion", true)
                .put("releaseTrain", "Stable");
        properties.putObject("scope").putObject("cluster").put("releaseNamespace", "azureml");
        properties
                .putObject("configurationSettings")
                .put("enableInference", "True")
                .put("inferenceRouterServiceType", "LoadBalancer")
                .put("allowInsecureConnections", "True")
                .put("inferenceRouterHA", purpose == Purpose.DEV_TEST ? "False" : "True");
        return body;
    }
}
