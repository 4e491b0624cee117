package dev.palisade.planning.kind;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.document.Deployment;
import dev.palisade.planning.document.Deployment.Scaling;
import dev.palisade.planning.document.Endpoint;
import dev.palisade.planning.document.Endpoint.AuthMode;
import dev.palisade.planning.plan.Delta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint with its versions as MachineLearningService_CreateOrUpdate takes it, API version 2021-04-01, computeType AKSENDPOINT; in an envelope, as
 * GET shows it. Every share is written, that of the default version too, so that one write leaves nothing to be worked out.
 */
record WebServiceBody(Endpoint endpoint, World world) {
    private static final String AUTH = "/properties/authEnabled";
    private static final String TOKENS = "/properties/aadAuthEnabled";
    private static final String REPLICAS = "numReplicas";
    private static final List<String> FIELDS = List.of(
            "isDefault",
            "trafficPercentile",
            "type",
            "description",
            "appInsightsEnabled",
            "containerResourceRequirements/cpu",
            "containerResourceRequirements/memoryInGB",
            "containerResourceRequirements/gpu",
            "autoScaler/autoscaleEnabled",
            "autoScaler/minReplicas",
            "autoScaler/maxReplicas",
            "autoScaler/targetUtilization",
            REPLICAS,
            "environmentImageRequest/driverProgram",
            "environmentImageRequest/modelIds",
            "environmentImageRequest/environmentReference",
            "environmentImageRequest/assets");

    ObjectNode whole() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode properties = body.putObject("properties")
                .put("computeType", "AKSENDPOINT")
                .put("computeName", endpoint.compute())
                .put("authEnabled", endpoint.authMode() == AuthMode.KEY)
                .put("aadAuthEnabled", endpoint.authMode() == AuthMode.TOKEN);
        endpoint.namespace().ifPresent(namespace -> properties.put("namespace", namespace));
        ObjectNode variants = properties.putObject("variants");
        endpoint.deployments().forEach(deployment -> variants.set(deployment.name(), version(deployment)));
        return body;
    }

    private ObjectNode version(Deployment deployment) {
        ObjectNode version = JsonNodeFactory.instance
                .objectNode()
                .put("isDefault", deployment.isDefault())
                .put("trafficPercentile", endpoint.shares().getOrDefault(deployment.name(), 0))
                .put("type", deployment.type().filter("control"::equals).isPresent() ? "Control" : "Treatment")
                .put("appInsightsEnabled", deployment.appInsights());
        deployment.description().ifPresent(words -> version.put("description", words));
        if (!deployment.tags().isEmpty()) {
            ObjectNode tags = version.putObject("kvTags");
            deployment.tags().forEach(tags::put);
        }
        ObjectNode resources = version.putObject("containerResourceRequirements")
                .put("cpu", deployment.milliCores() / 1000.0)
                .put("memoryInGB", deployment.memoryGigabytes().doubleValue());
        if (deployment.gpus() > 0) {
            resources.put("gpu", deployment.gpus());
        }
        scale(deployment.scaling(), version);
        version.set("environmentImageRequest", image(deployment));
        return version;
    }

    private static void scale(Scaling scaling, ObjectNode version) {
        ObjectNode scaler = version.putObject("autoScaler")
                .put("autoscaleEnabled", scaling.utilization().isPresent());
        scaling.utilization()
                .ifPresentOrElse(
                        target -> scaler.put("minReplicas", scaling.min())
                                .put("maxReplicas", scaling.max())
                                .put("targetUtilization", target),
                        () -> version.put(REPLICAS, scaling.min()));
    }

    /** The seeds' inference configuration. The services know assets by name and version, and code by where it is. */
    private ObjectNode image(Deployment deployment) {
        ObjectNode image = JsonNodeFactory.instance.objectNode();
        image.putArray("modelIds").add(named(deployment.model()));
        deployment.environment().ifPresent(environment -> {
            String[] parts = named(environment).split(":", -1);
            image.putObject("environmentReference").put("name", parts[0]).put("version", parts[parts.length - 1]);
        });
        deployment.code().ifPresent(code -> {
            image.put("driverProgram", code.script());
            String url = world.find(DeploymentBody.asset(world.document().workspace(), "codes", code.code()))
                    .map(found -> found.at("/properties/codeUri").asText())
                    .orElse("");
            image.putArray("assets")
                    .addObject()
                    .put("id", named(code.code()))
                    .put("mimeType", "application/x-python")
                    .put("url", url)
                    .put("unpack", true);
        });
        return image;
    }

    private static String named(String reference) {
        return reference.substring(reference.indexOf(':') + 1);
    }

    /** How callers prove who they are, as it is to be. */
    List<Delta> authentication(JsonNode existing) {
        ObjectNode wanted = whole();
        return List.of(
                Delta.field(AUTH, value(existing, AUTH), value(wanted, AUTH)),
                Delta.field(TOKENS, value(existing, TOKENS), value(wanted, TOKENS)));
    }

    /**
     * Every field of a version as it is to be, whether it differs or not. What the document does not say any more goes. Field by field also where
     * the version is new or is to go: so each field has one place in the ledger, whoever wrote it last.
     *
     * @param deployment null for a version that goes
     * @param ours the names of the version's tags that Palisade has written
     */
    List<Delta> fields(String name, @Nullable Deployment deployment, JsonNode existing, Set<String> ours) {
        ObjectNode wanted = JsonNodeFactory.instance.objectNode();
        if (deployment != null) {
            wanted.withObject(WebServiceVersions.VARIANTS).set(name, version(deployment));
        }
        // How many replicas an automatic scale has made of it is its own business.
        boolean scales =
                deployment != null && deployment.scaling().utilization().isPresent();
        List<String> paths = new ArrayList<>(FIELDS);
        paths.removeIf(field -> scales && field.equals(REPLICAS));
        Set<String> tags = new TreeSet<>(ours);
        (deployment == null ? Map.<String, String>of() : deployment.tags())
                .keySet()
                .forEach(tags::add);
        tags.forEach(tag -> paths.add("kvTags" + JsonPointer.empty().appendProperty(tag)));
        return paths.stream()
                .map(field -> WebServiceVersions.path(name, field))
                .map(path -> Delta.field(path, value(existing, path), value(wanted, path)))
                .toList();
    }

    static @Nullable JsonNode value(JsonNode body, String path) {
        JsonNode value = body.at(path);
        return value.isMissingNode() || value.isNull() ? null : value;
    }
}
