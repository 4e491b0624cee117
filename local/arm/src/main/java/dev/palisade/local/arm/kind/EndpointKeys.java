package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** What callers of an endpoint prove themselves by: two keys, or a token that runs out. */
public final class EndpointKeys {
    private static final String KEYS = "keys";
    private static final int BYTES = 24;
    private static final Duration TOKEN_LIFE = Duration.ofHours(24);
    private static final Duration TOKEN_REFRESH = Duration.ofHours(22);
    private static final SecureRandom RANDOM = new SecureRandom();

    private EndpointKeys() {}

    /** Keys given with the first PUT are taken; later ones stay as they are until they are regenerated. */
    static void keep(Write write) {
        ObjectNode properties = write.properties();
        JsonNode given = properties.remove(KEYS);
        JsonNode present = write.currentProperties().path(KEYS);
        ObjectNode keys = properties.putObject(KEYS);
        for (String name : new String[] {"primaryKey", "secondaryKey"}) {
            String first = write.creates() && given != null ? given.path(name).asText("") : "";
            String later = present.path(name).asText(first);
            keys.put(name, later.isEmpty() ? random() : later);
        }
    }

    /** The body of listKeys. */
    public static ObjectNode of(JsonNode endpoint) {
        JsonNode keys = endpoint.path("properties").path(KEYS);
        return keys instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
    }

    /**
     * The endpoint with another key in the place of one.
     *
     * @param keyType Primary or Secondary
     * @param value empty for a random one
     */
    public static ObjectNode regenerated(ObjectNode endpoint, String keyType, String value) {
        ObjectNode changed = endpoint.deepCopy();
        changed.withObjectProperty("properties")
                .withObjectProperty(KEYS)
                .put(keyType.equals("Primary") ? "primaryKey" : "secondaryKey", value.isEmpty() ? random() : value);
        return changed;
    }

    /** The body of token; times are in seconds since 1970. */
    public static ObjectNode token(Instant now) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("accessToken", random() + random())
                .put("expiryTimeUtc", now.plus(TOKEN_LIFE).getEpochSecond())
                .put("refreshAfterTimeUtc", now.plus(TOKEN_REFRESH).getEpochSecond())
                .put("tokenType", "Bearer");
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
