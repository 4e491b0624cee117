package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An endpoint that the document asks for, with its versions.
 *
 * @param compute name of the compute that it is served from
 */
public record Endpoint(
        String field,
        String name,
        String compute,
        AuthMode authMode,
        Optional<String> namespace,
        List<Deployment> deployments) {
    private static final int WHOLE = 100;

    public Endpoint {
        deployments = List.copyOf(deployments);
    }

    /** How callers prove who they are. */
    public enum AuthMode {
        KEY,
        TOKEN,
        /** Not at all, which only the services of 2019 offer. */
        NONE;

        static AuthMode of(JsonNode endpoint) {
            return switch (endpoint.path("auth_mode").asText("key")) {
                case "token" -> TOKEN;
                case "none" -> NONE;
                default -> KEY;
            };
        }
    }

    static List<Endpoint> allOf(JsonNode list) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode node = list.get(i);
            String field = "/endpoints/" + i;
            if (node.isObject()) {
                endpoints.add(new Endpoint(
                        field,
                        node.path("name").asText(),
                        node.path("compute").asText(),
                        AuthMode.of(node),
                        Optional.ofNullable(node.get("namespace")).map(JsonNode::asText),
                        Deployment.allOf(field, node.path("deployments"))));
            }
        }
        return endpoints;
    }

    /** The versions that take what no other takes: exactly one in a document without mistakes. */
    public List<Deployment> defaults() {
        return deployments.stream().filter(Deployment::isDefault).toList();
    }

    /** The per cents that the document names, those of the default version among them. */
    public int named() {
        return deployments.stream().mapToInt(Deployment::traffic).sum();
    }

    /** Version by version what it is to take, in per cent: the default one what the others leave. In sum 100. */
    public Map<String, Integer> shares() {
        int others = deployments.stream()
                .filter(deployment -> !deployment.isDefault())
                .mapToInt(Deployment::traffic)
                .sum();
        Map<String, Integer> shares = new LinkedHashMap<>();
        deployments.forEach(deployment ->
                shares.put(deployment.name(), deployment.isDefault() ? WHOLE - others : deployment.traffic()));
        return shares;
    }
}
