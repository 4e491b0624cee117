package dev.palisade.acceptance.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What somebody has in the example's resource group, as a file beside this class has it: resources, and elements of others' lists. */
final class Additions {
    /**
     * What a customer has in the very lists that Palisade writes into: entries of an account's and a vault's firewall, a subnet of their own, a
     * route. It must all be there at the end, whatever happens.
     */
    static final String CUSTOMERS = "customers-own.json";
    /** A second environment as Palisade has left it, in the same virtual network, security group, account and vault. */
    static final String NEIGHBOURS = "neighbours-own.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GROUP = "mygroup";

    private Additions() {}

    /** Adds them to the resources of this group. */
    static void add(String file, List<JsonNode> world, String group) {
        JsonNode own = read(file, group);
        own.path("resources").forEach(world::add);
        own.path("added").forEach(addition -> add(addition, world));
    }

    private static JsonNode read(String name, String group) {
        try (InputStream file = Additions.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return JSON.readTree(new String(file.readAllBytes(), StandardCharsets.UTF_8).replace(GROUP, group));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** An addition is an element of a list, or a field of an object. */
    private static void add(JsonNode addition, List<JsonNode> world) {
        String type = addition.path("to").asText();
        JsonNode resource = world.stream()
                .filter(candidate -> candidate.path("type").asText().equals(type))
                .findFirst()
                .orElseThrow();
        JsonNode place = resource.at(addition.path("at").asText());
        if (place instanceof ArrayNode list) {
            list.add(addition.path("value"));
        } else {
            ((ObjectNode) place).setAll((ObjectNode) addition.path("value"));
        }
    }
}
