package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** The versions behind a classic endpoint, and what one service of it says of itself (AKSServiceCreateRequest). */
final class WebServiceVariants {
    /** "Deploy models to AKS using controlled rollout": up to six versions behind one endpoint. */
    private static final int MOST = 6;

    private static final String TYPE = "type";
    private static final Set<String> TYPES = Set.of("Control", "Treatment");

    private WebServiceVariants() {}

    /** Exactly one default, which takes what the others leave; the shares that are named make no more than the whole. */
    static void check(Write write) {
        ObjectNode variants = write.properties().withObjectProperty("variants");
        if (variants.isEmpty() || variants.size() > MOST) {
            throw WebServices.refused(
                    "An endpoint has 1 to " + MOST + " versions; given were " + variants.size() + ".");
        }
        double sum = 0;
        int defaults = 0;
        int controls = 0;
        for (Map.Entry<String, JsonNode> variant : variants.properties()) {
            ObjectNode settings = settings(variant);
            complete(write, settings);
            sum += share(variant.getKey(), settings);
            defaults += settings.path("isDefault").asBoolean(false) ? 1 : 0;
            controls += type(settings).equals("Control") ? 1 : 0;
        }
        if (defaults != 1) {
            throw WebServices.refused(
                    "Exactly one version of an endpoint is the default; given were " + defaults + ".");
        }
        if (controls > 1) {
            throw WebServices.refused(
                    "At most one version of an endpoint is of type Control; given were " + controls + ".");
        }
        if (sum > 100) {
            throw WebServices.refused("The versions' trafficPercentile add up to " + sum + ", which is more than 100.");
        }
    }

    private static ObjectNode settings(Map.Entry<String, JsonNode> variant) {
        WebServices.checkName(variant.getKey());
        if (variant.getValue() instanceof ObjectNode settings) {
            return settings;
        }
        throw WebServices.refused("Version " + variant.getKey() + " is no JSON object.");
    }

    private static double share(String name, ObjectNode settings) {
        double share = settings.path("trafficPercentile").asDouble(0);
        if (share < 0 || share > 100) {
            throw WebServices.refused(
                    "The trafficPercentile of version " + name + " is from 0 to 100, not " + share + ".");
        }
        settings.put("trafficPercentile", share);
        settings.put("isDefault", settings.path("isDefault").asBoolean(false));
        return share;
    }

    private static String type(ObjectNode settings) {
        String type = settings.path(TYPE).asText("Treatment");
        if (!TYPES.contains(type)) {
            throw WebServices.refused("A version's type is Control or Treatment; given was '" + type + "'.");
        }
        settings.put(TYPE, type);
        return type;
    }

    /** Checks what one service runs and on what, and fills in what the service takes where nothing is said. */
    static void complete(Write write, ObjectNode settings) {
        checkImage(write, settings.path("environmentImageRequest"));
        ObjectNode resources = settings.withObjectProperty("containerResourceRequirements");
        require(resources, "cpu", 0.1);
        require(resources, "memoryInGB", 0.5);
        if (resources.path("gpu").asInt(0) < 0) {
            throw WebServices.refused("gpu is 0 or more.");
        }
        checkScale(settings);
        settings.put("appInsightsEnabled", settings.path("appInsightsEnabled").asBoolean(false));
    }

    private static void require(ObjectNode resources, String name, double otherwise) {
        double given = resources.path(name).asDouble(otherwise);
        if (given <= 0) {
            throw WebServices.refused(name + " is more than 0; given was " + given + ".");
        }
        resources.put(name, given);
    }

    /** An inference configuration: models, an environment, and the program that answers. */
    private static void checkImage(Write write, JsonNode image) {
        if (image.path("modelIds").isEmpty()
                || image.path("driverProgram").asText("").isEmpty()) {
            throw WebServices.refused("environmentImageRequest needs modelIds and driverProgram.");
        }
        for (JsonNode model : image.path("modelIds")) {
            String[] parts = model.asText().split(":", -1);
            registered(write, "models", parts[0], parts.length == 2 ? parts[1] : "");
        }
        JsonNode reference = image.path("environmentReference");
        if (reference.isObject()) {
            registered(
                    write,
                    "environments",
                    reference.path("name").asText(),
                    reference.path("version").asText());
        } else if (!image.path("environment").isObject()) {
            throw WebServices.refused("environmentImageRequest needs environment or environmentReference.");
        }
    }

    private static void registered(Write write, String collection, String name, String version) {
        boolean known = !name.isEmpty()
                && !version.isEmpty()
                && write.world()
                        .find(write.id()
                                .parent()
                                .orElseThrow()
                                .child(collection, name)
                                .child("versions", version))
                        .isPresent();
        if (!known) {
            throw MachineLearningErrors.userError(
                    "ResourceNotFound",
                    "Service " + write.id().name() + " names '" + name + ":" + version
                            + "', which is not among the workspace's " + collection + ".");
        }
    }

    private static void checkScale(ObjectNode settings) {
        ObjectNode scaler = settings.withObjectProperty("autoScaler");
        boolean scales = scaler.path("autoscaleEnabled").asBoolean(false);
        scaler.put("autoscaleEnabled", scales);
        if (!scales) {
            if (settings.path("numReplicas").asInt(1) < 1) {
                throw WebServices.refused("numReplicas is 1 or more.");
            }
            settings.put("numReplicas", settings.path("numReplicas").asInt(1));
            return;
        }
        int min = scaler.path("minReplicas").asInt(1);
        int max = scaler.path("maxReplicas").asInt(10);
        int target = scaler.path("targetUtilization").asInt(70);
        if (min < 1 || min > max || target < 1 || target > 100) {
            throw WebServices.refused("minReplicas is at most maxReplicas, and targetUtilization from 1 to 100.");
        }
        scaler.put("minReplicas", min).put("maxReplicas", max).put("targetUtilization", target);
        settings.put("numReplicas", min);
    }

    /** The cores that all replicas ask for. */
    static double cores(JsonNode service) {
        double own = service.at("/containerResourceRequirements/cpu").asDouble(0)
                * service.path("numReplicas").asInt(1);
        for (JsonNode variant : service.path("variants")) {
            own += cores(variant);
        }
        return own;
    }
}
