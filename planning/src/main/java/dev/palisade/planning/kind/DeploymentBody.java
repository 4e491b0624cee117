package dev.palisade.planning.kind;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.Location;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.Deployment;
import dev.palisade.planning.document.Deployment.Scaling;
import dev.palisade.planning.ledger.OwnershipTags;
import dev.palisade.planning.plan.Delta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A version as OnlineDeployments_CreateOrUpdate takes it, API version 2024-04-01, endpointComputeType Kubernetes. */
record DeploymentBody(Deployment deployment, ResourceId workspace) {
    /** Control and treatment are words of the seeds that online deployments have no property for. */
    static final String TYPE_TAG = "palisade-type";

    /** Quantities one by one: what is there besides, as a GPU that is not asked for any more, is a difference. */
    private static final List<String> REPLACED = List.of(
            "/properties/model",
            "/properties/environmentId",
            "/properties/codeConfiguration",
            "/properties/description",
            "/properties/appInsightsEnabled",
            "/properties/containerResourceRequirements/containerResourceRequests/cpu",
            "/properties/containerResourceRequirements/containerResourceRequests/memory",
            "/properties/containerResourceRequirements/containerResourceRequests/gpu",
            "/properties/containerResourceRequirements/containerResourceLimits/cpu",
            "/properties/containerResourceRequirements/containerResourceLimits/memory",
            "/properties/containerResourceRequirements/containerResourceLimits/gpu",
            "/properties/scaleSettings",
            "/sku/capacity");

    /** The ID of what {@code azureml:name:version} names. */
    static ResourceId asset(ResourceId workspace, String collection, String reference) {
        String[] parts = reference.split(":", -1);
        return parts.length == 3
                ? workspace.child(collection, parts[1]).child("versions", parts[2])
                : workspace.child(collection, reference);
    }

    ObjectNode whole(Location location) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("location", location.toString());
        if (!tags().isEmpty()) {
            ObjectNode tags = body.putObject("tags");
            tags().forEach(tags::put);
        }
        body.putObject("sku")
                .put("name", "Default")
                .put("capacity", deployment.scaling().min());
        ObjectNode properties = body.putObject("properties")
                .put("endpointComputeType", "Kubernetes")
                .put("model", asset(workspace, "models", deployment.model()).toString())
                .put("appInsightsEnabled", deployment.appInsights());
        deployment
                .environment()
                .ifPresent(name -> properties.put(
                        "environmentId", asset(workspace, "environments", name).toString()));
        deployment
                .code()
                .ifPresent(code -> properties
                        .putObject("codeConfiguration")
                        .put("codeId", asset(workspace, "codes", code.code()).toString())
                        .put("scoringScript", code.script()));
        deployment.description().ifPresent(words -> properties.put("description", words));
        ObjectNode resources = properties.putObject("containerResourceRequirements");
        resources.set("containerResourceRequests", quantities());
        resources.set("containerResourceLimits", quantities());
        properties.set("scaleSettings", scale());
        return body;
    }

    private ObjectNode quantities() {
        ObjectNode quantities = JsonNodeFactory.instance
                .objectNode()
                .put("cpu", deployment.milliCores() + "m")
                .put("memory", deployment.memoryMebibytes() + "Mi");
        if (deployment.gpus() > 0) {
            quantities.put("gpu", String.valueOf(deployment.gpus()));
        }
        return quantities;
    }

    private ObjectNode scale() {
        Scaling scaling = deployment.scaling();
        ObjectNode scale = JsonNodeFactory.instance.objectNode();
        if (scaling.utilization().isEmpty()) {
            return scale.put("scaleType", "Default");
        }
        return scale.put("scaleType", "TargetUtilization")
                .put("minInstances", scaling.min())
                .put("maxInstances", scaling.max())
                .put("targetUtilizationPercentage", scaling.utilization().get());
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>(deployment.tags());
        deployment.type().ifPresent(type -> tags.put(TYPE_TAG, type));
        return tags;
    }

    /**
     * Every field of an existing version as it is to be, whether it differs or not. What the document does not say any more goes.
     *
     * @param ours the names of the tags that Palisade has written
     */
    List<Delta> fields(JsonNode existing, Set<String> ours) {
        ObjectNode wanted = whole(new Location(existing.path("location").asText()));
        List<Delta> fields = new ArrayList<>();
        for (String path : REPLACED) {
            // How many replicas an automatic scale has made of it is its own business.
            boolean scaled = path.equals("/sku/capacity")
                    && deployment.scaling().utilization().isPresent();
            if (!scaled) {
                fields.add(Delta.field(path, value(existing, path), value(wanted, path)));
            }
        }
        tagNames(ours).forEach(name -> {
            String path = JsonPointer.empty()
                    .appendProperty("tags")
                    .appendProperty(name)
                    .toString();
            fields.add(Delta.field(path, value(existing, path), value(wanted, path)));
        });
        return fields;
    }

    private Set<String> tagNames(Set<String> ours) {
        Set<String> names = new TreeSet<>(ours);
        names.addAll(tags().keySet());
        names.removeAll(Set.of(OwnershipTags.ENVIRONMENT, OwnershipTags.REQUEST));
        return names;
    }

    private static @Nullable JsonNode value(JsonNode body, String path) {
        JsonNode value = body.at(path);
        return value.isMissingNode() || value.isNull() ? null : value;
    }
}
