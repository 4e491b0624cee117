package dev.palisade.planning.ledger;

import com.fasterxml.jackson.databind.JsonNode;

/** The two tags that a resource bears which Palisade created. They outlive a lost response: whose a resource is can be read from itself. */
public final class OwnershipTags {
    /** The environment, by its canonical ID. */
    public static final String ENVIRONMENT = "palisade-environment";
    /** The request that created the resource. */
    public static final String REQUEST = "palisade-request";

    private OwnershipTags() {}

    /** True if a resource, as ARM's GET returns it, says that this request created it. */
    public static boolean bears(JsonNode resource, String requestId) {
        return resource.path("tags").path(REQUEST).asText().equals(requestId);
    }
}
