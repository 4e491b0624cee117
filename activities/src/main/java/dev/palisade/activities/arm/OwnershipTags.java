package dev.palisade.activities.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * The two tags that say whose a resource is. Nothing is deleted that does not carry both.
 *
 * @param environment canonical identity of the environment
 * @param requestId the request that created the resource
 */
public record OwnershipTags(String environment, String requestId) {
    public static final String ENVIRONMENT = "palisade-environment";
    public static final String REQUEST = "palisade-request";

    /** ARM's limit for the value of a tag. */
    private static final int LONGEST_VALUE = 256;

    /** The body with our tags among its own. */
    public ObjectNode on(ObjectNode body) {
        ObjectNode tagged = body.deepCopy();
        ObjectNode tags = tagged.path("tags").isObject() ? (ObjectNode) tagged.get("tags") : tagged.putObject("tags");
        tags.put(ENVIRONMENT, value(environment)).put(REQUEST, value(requestId));
        return tagged;
    }

    /** The body without our tags, for a resource that proved not to be ours. */
    public static ObjectNode off(ObjectNode body) {
        ObjectNode untagged = body.deepCopy();
        if (untagged.get("tags") instanceof ObjectNode tags) {
            tags.remove(java.util.List.of(ENVIRONMENT, REQUEST));
        }
        return untagged;
    }

    /** True if this request created the resource. Names of tags ignore case in Azure, values do not. */
    public boolean areOn(JsonNode resource) {
        return value(environment).equals(read(resource, ENVIRONMENT))
                && value(requestId).equals(read(resource, REQUEST));
    }

    private static String read(JsonNode resource, String name) {
        for (Map.Entry<String, JsonNode> tag : resource.path("tags").properties()) {
            if (tag.getKey().toLowerCase(Locale.ROOT).equals(name)) {
                return tag.getValue().asText();
            }
        }
        return "";
    }

    private static String value(String text) {
        return text.length() <= LONGEST_VALUE ? text : "sha256:" + digest(text);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is not to be had in this Java", impossible);
        }
    }
}
