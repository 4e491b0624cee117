package dev.palisade.planning.observation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * That a secret could be read, or why not. What it says is no part of an observation.
 *
 * @param code Azure's, the innermost that it gave: {@code SecretNotFound}; empty if it could be read
 * @param reason Azure's words for people; empty if it could be read
 */
public record SecretReading(boolean readable, String code, String reason) {
    /** Key Vault's word for a client whose address no rule of the vault lets in. */
    private static final String FIREWALL = "ForbiddenByFirewall";

    public static SecretReading success() {
        return new SecretReading(true, "", "");
    }

    public static SecretReading failure(String code, String reason) {
        return new SecretReading(false, code, reason);
    }

    /** As it was observed. */
    public static SecretReading of(JsonNode observed) {
        return new SecretReading(
                observed.path("readable").asBoolean(),
                observed.path("code").asText(),
                observed.path("reason").asText());
    }

    /** True for a path of an observation that leads to a secret and not into ARM. */
    public static boolean isSecret(String path) {
        return path.startsWith("https://");
    }

    public JsonNode observed() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("readable", readable)
                .put("code", code)
                .put("reason", reason);
    }

    /** True if the vault's network rules are in the way, and nothing else is known to be. */
    public boolean isBehindClosedDoor() {
        return code.equals(FIREWALL);
    }
}
