package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * An endpoint that the document asks for; what is deployed to it is not read yet.
 *
 * @param compute name of the compute that it is served from
 */
public record Endpoint(String field, String name, String compute) {
    static List<Endpoint> allOf(JsonNode list) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).isObject()) {
                endpoints.add(new Endpoint(
                        "/endpoints/" + i,
                        list.get(i).path("name").asText(),
                        list.get(i).path("compute").asText()));
            }
        }
        return endpoints;
    }
}
