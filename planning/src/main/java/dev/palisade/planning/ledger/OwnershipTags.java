package dev.palisade.planning.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.plan.Sha256;

/** The two tags that a resource bears which Palisade created. They outlive a lost response: whose a resource is can be read from itself. */
public final class OwnershipTags {
    /** The environment, by its canonical ID. */
    public static final String ENVIRONMENT = "palisade-environment";
    /** The request that created the resource. */
    public static final String REQUEST = "palisade-request";

    /** ARM's limit for the value of a tag. */
    private static final int LONGEST_VALUE = 256;

    private OwnershipTags() {}

    /** True if a resource, as ARM's GET returns it, says that this request created it. */
    public static boolean bears(JsonNode resource, String requestId) {
        return read(resource, REQUEST).equals(value(requestId));
    }

    /** The value of a tag, empty without one. Azure ignores the case of a tag's name, and keeps that of its value. */
    public static String read(JsonNode resource, String name) {
        return resource.path("tags").properties().stream()
                .filter(tag -> tag.getKey().equalsIgnoreCase(name))
                .map(tag -> tag.getValue().asText())
                .findFirst()
                .orElse("");
    }

    /** What a tag says for a text: the text, or its digest if Azure would not take it for its length. */
    public static String value(String text) {
        return text.length() <= LONGEST_VALUE ? text : "sha256:" + Sha256.of(text);
    }
}
