package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one deployment runs on, and how it grows: quantities as Kubernetes writes them. */
final class DeploymentSettings {
    private static final Pattern QUANTITY = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(m|Ki|Mi|Gi|Ti|k|M|G|T)?");
    private static final Map<String, BigDecimal> UNITS = Map.of(
            "m", new BigDecimal("0.001"),
            "k", BigDecimal.valueOf(1_000),
            "M", BigDecimal.valueOf(1_000_000),
            "G", BigDecimal.valueOf(1_000_000_000),
            "T", BigDecimal.valueOf(1_000_000_000_000L),
            "Ki", BigDecimal.valueOf(1L << 10),
            "Mi", BigDecimal.valueOf(1L << 20),
            "Gi", BigDecimal.valueOf(1L << 30),
            "Ti", BigDecimal.valueOf(1L << 40));

    private DeploymentSettings() {}

    static void check(Write write) {
        ObjectNode properties = write.properties();
        String type = properties.path("endpointComputeType").asText("");
        if (!type.equals("Kubernetes")) {
            throw refused("endpointComputeType is Kubernetes on an endpoint of Kubernetes compute; given was '" + type
                    + "'.");
        }
        JsonNode resources = properties.path("containerResourceRequirements");
        for (String resource : List.of("cpu", "memory", "gpu")) {
            checkResource(resources, resource);
        }
        checkScale(properties);
        if (!properties.has("appInsightsEnabled")) {
            properties.put("appInsightsEnabled", false);
        }
        if (!write.body().has("sku")) {
            write.body().putObject("sku").put("name", "Default").put("capacity", 1);
        }
        checkCapacity(write.body().path("sku"));
    }

    private static void checkCapacity(JsonNode sku) {
        if (sku.path("capacity").asInt(1) < 1) {
            throw refused("sku.capacity, the number of instances, is 1 or more.");
        }
    }

    private static void checkResource(JsonNode resources, String name) {
        Optional<BigDecimal> request = quantity(resources.path("containerResourceRequests"), name);
        Optional<BigDecimal> limit = quantity(resources.path("containerResourceLimits"), name);
        if (request.isPresent() && limit.isPresent() && request.get().compareTo(limit.get()) > 0) {
            throw refused("The request of " + name + " is larger than its limit.");
        }
    }

    private static Optional<BigDecimal> quantity(JsonNode resources, String name) {
        JsonNode text = resources.path(name);
        if (text.isMissingNode() || text.isNull()) {
            return Optional.empty();
        }
        Matcher matcher = QUANTITY.matcher(text.asText());
        if (!text.isTextual() || !matcher.matches()) {
            throw refused("The quantity of " + name + ", " + text + ", is none that Kubernetes knows.");
        }
        BigDecimal unit = matcher.group(2) == null ? BigDecimal.ONE : UNITS.get(matcher.group(2));
        return Optional.of(new BigDecimal(matcher.group(1)).multiply(unit));
    }

    private static void checkScale(ObjectNode properties) {
        ObjectNode scale = properties.withObjectProperty("scaleSettings");
        String type = scale.path("scaleType").asText("Default");
        scale.put("scaleType", type);
        if (type.equals("TargetUtilization")) {
            int min = scale.path("minInstances").asInt(1);
            int max = scale.path("maxInstances").asInt(1);
            int target = scale.path("targetUtilizationPercentage").asInt(70);
            if (min < 0 || max < 1 || min > max || target < 1 || target > 100) {
                throw refused("minInstances is at most maxInstances, and targetUtilizationPercentage from 1 to 100.");
            }
            scale.put("minInstances", min).put("maxInstances", max).put("targetUtilizationPercentage", target);
            if (!scale.has("pollingInterval")) {
                scale.put("pollingInterval", "PT1S");
            }
        } else if (!type.equals("Default")) {
            throw refused("scaleType is Default or TargetUtilization; given was '" + type + "'.");
        }
    }

    private static RuntimeException refused(String message) {
        return MachineLearningErrors.userError("BadArgument", message);
    }
}
