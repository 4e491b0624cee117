package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One version of a model behind an endpoint.
 *
 * @param model {@code azureml:name:version}
 * @param environment the same form; empty for a model that brings its own
 * @param traffic per cent that the document names
 * @param milliCores CPU of one replica
 * @param memoryMebibytes of one replica
 * @param memoryGigabytes the same as the document says it
 * @param gpus of one replica
 * @param type control or treatment
 */
public record Deployment(
        String field,
        String name,
        String model,
        Optional<String> environment,
        Optional<ScoringCode> code,
        int traffic,
        boolean isDefault,
        Optional<String> type,
        int milliCores,
        int memoryMebibytes,
        BigDecimal memoryGigabytes,
        int gpus,
        Scaling scaling,
        boolean appInsights,
        Optional<String> description,
        Map<String, String> tags) {
    private static final BigDecimal CORES = new BigDecimal("0.1");
    private static final BigDecimal GIGABYTES = new BigDecimal("0.5");

    public Deployment {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /**
     * What runs when a request comes.
     *
     * @param code registered code, {@code azureml:name:version}
     * @param script in it
     */
    public record ScoringCode(String code, String script) {}

    /**
     * How many replicas there are.
     *
     * @param utilization of CPU in per cent that they are kept at; empty for a fixed number
     */
    public record Scaling(int min, int max, Optional<Integer> utilization) {
        static Scaling of(JsonNode deployment) {
            JsonNode automatic = deployment.path("autoscale");
            int fixed = deployment.path("instances").asInt(1);
            return automatic.isObject()
                    ? new Scaling(
                            automatic.path("min_instances").asInt(1),
                            automatic.path("max_instances").asInt(),
                            Optional.of(automatic.path("target_utilization").asInt(70)))
                    : new Scaling(fixed, fixed, Optional.empty());
        }
    }

    static List<Deployment> allOf(String endpoint, JsonNode list) {
        List<Deployment> deployments = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).isObject()) {
                deployments.add(of(endpoint + "/deployments/" + i, list.get(i)));
            }
        }
        return deployments;
    }

    private static Deployment of(String field, JsonNode node) {
        Map<String, String> tags = new TreeMap<>();
        node.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return new Deployment(
                field,
                node.path("name").asText(),
                node.path("model").asText(),
                text(node, "environment"),
                text(node, "code")
                        .map(code -> new ScoringCode(
                                code, node.path("scoring_script").asText())),
                node.path("traffic").asInt(0),
                node.path("default").asBoolean(false),
                text(node, "type"),
                thousandths(node, "cpu_cores", CORES, 1000),
                thousandths(node, "memory_gb", GIGABYTES, 1024),
                whole(node, "memory_gb", GIGABYTES),
                node.path("gpu").asInt(0),
                Scaling.of(node),
                node.path("app_insights").asBoolean(false),
                text(node, "description"),
                tags);
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name)).map(JsonNode::asText);
    }

    /** Rounded up: less than was asked for is never given. */
    private static int thousandths(JsonNode node, String name, BigDecimal absent, int parts) {
        return whole(node, name, absent)
                .multiply(BigDecimal.valueOf(parts))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
    }

    private static BigDecimal whole(JsonNode node, String name, BigDecimal absent) {
        return node.has(name) ? node.get(name).decimalValue() : absent;
    }
}
