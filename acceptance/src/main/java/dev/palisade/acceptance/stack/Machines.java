package dev.palisade.acceptance.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;

/**
 * The machines of the example's resource group, and the password that opens them: another one in each run, so that no file holds it.
 */
public final class Machines {
    /** What the team's vault says and the machines take. */
    public static final String PASSWORD = "canary-machine-" + UUID.randomUUID();

    private static final String FILE = "machines.json";

    private Machines() {}

    /** Adds them, with the secret in a vault of the team's. */
    static void add(List<JsonNode> world, String group) {
        Additions.add(FILE, world, group);
        world.forEach(Machines::setPassword);
        String vault = world.stream()
                .map(resource -> resource.path("id").asText())
                .filter(id -> id.endsWith("/vaults/teamvault"))
                .findFirst()
                .orElseThrow();
        world.add(secret(vault));
    }

    private static void setPassword(JsonNode resource) {
        if (resource.at("/properties/osProfile") instanceof ObjectNode profile) {
            profile.put("adminPassword", PASSWORD);
        }
        for (JsonNode role : resource.at("/properties/computeProfile/roles")) {
            ((ObjectNode) role.at("/osProfile/linuxOperatingSystemProfile")).put("password", PASSWORD);
        }
    }

    private static JsonNode secret(String vault) {
        ObjectNode secret = new ObjectMapper().createObjectNode().put("id", vault + "/secrets/trainer");
        secret.putObject("properties").put("value", PASSWORD);
        return secret;
    }
}
