package dev.palisade.client.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.planning.arm.ResourceId;
import java.time.Instant;
import java.util.Locale;

/**
 * What callers of one online endpoint prove themselves by. A rotation is remembered on the endpoint itself, as a tag without any secret, so that
 * whoever goes on with it, and whoever begins the next one, knows which key callers hold.
 */
public record EndpointCredentials(AzureAccess azure, ResourceId endpoint) {
    /**
     * {@code primary} or {@code secondary}: the key that callers use; {@code new-primary} or {@code new-secondary} while it is made anew, which
     * nobody has been given yet; {@code to-primary} or {@code to-secondary} while it is handed over.
     */
    private static final String TAG = "palisade-key";

    private static final String MAKING = "new-";
    private static final String HANDING_OVER = "to-";

    /** One of the two keys, by the word that Azure has for it. */
    public enum Key {
        PRIMARY("Primary"),
        SECONDARY("Secondary");

        private final String word;

        Key(String word) {
            this.word = word;
        }

        Key other() {
            return this == PRIMARY ? SECONDARY : PRIMARY;
        }

        /** In a sentence, and in the tag. */
        public String lower() {
            return word.toLowerCase(Locale.ROOT);
        }
    }

    /** @param refreshAfter from when on a new one should be fetched */
    public record Token(String value, Instant expiry, Instant refreshAfter) {}

    private String name() {
        return endpoint.name();
    }

    private JsonNode read() throws InterruptedException {
        return azure.get(endpoint.toString(), "reading endpoint " + name());
    }

    /** True if callers prove themselves by a token that runs out. */
    public boolean areTokens() throws InterruptedException {
        return !read().at("/properties/authMode").asText().equals("Key");
    }

    public String key(Key key) throws InterruptedException {
        return azure.post(endpoint.toString(), "listKeys", null, "the keys of endpoint " + name())
                .path(key.lower() + "Key")
                .asText();
    }

    public Token token() throws InterruptedException {
        JsonNode token = azure.post(endpoint.toString(), "token", null, "a token for endpoint " + name());
        return new Token(
                token.path("accessToken").asText(),
                Instant.ofEpochSecond(token.path("expiryTimeUtc").asLong()),
                Instant.ofEpochSecond(token.path("refreshAfterTimeUtc").asLong()));
    }

    /** Whoever holds the former key is not let in any more. */
    public void regenerate(Key key) throws InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("keyType", key.word);
        azure.change(
                "POST",
                endpoint + "/regenerateKeys",
                body,
                endpoint.toString(),
                "regenerating the " + key.lower() + " key of endpoint " + name());
    }

    /**
     * Makes a new key of the one that callers do not hold. A rotation that is under way is not begun again: the key that is handed over stays as it is.
     *
     * @return the key to hand over
     */
    public Key beginRotation() throws InterruptedException {
        String state = state();
        if (state.startsWith(HANDING_OVER)) {
            return named(state, HANDING_OVER);
        }
        Key next = state.startsWith(MAKING) ? named(state, MAKING) : unused(state);
        // Told before and after: whoever goes on after a failure in between knows that nobody has been given this key.
        remember(MAKING + next.lower());
        regenerate(next);
        remember(HANDING_OVER + next.lower());
        return next;
    }

    private static Key unused(String state) {
        return state.equals(Key.SECONDARY.lower()) ? Key.PRIMARY : Key.SECONDARY;
    }

    private static Key named(String state, String prefix) {
        return Key.valueOf(state.substring(prefix.length()).toUpperCase(Locale.ROOT));
    }

    /**
     * Ends a rotation whose key all callers hold now: the former one is made anew, and lets nobody in.
     *
     * @return the key that callers hold
     */
    public Key endRotation() throws InterruptedException {
        String state = state();
        if (!state.startsWith(HANDING_OVER)) {
            throw CommandFailure.rejected("No rotation of the keys of endpoint " + name()
                    + " is under way. Begin one without --confirm; nothing was changed.");
        }
        Key handedOver = named(state, HANDING_OVER);
        regenerate(handedOver.other());
        remember(handedOver.lower());
        return handedOver;
    }

    private String state() throws InterruptedException {
        return read().path("tags").path(TAG).asText("");
    }

    private void remember(String state) throws InterruptedException {
        ObjectNode tags = read().path("tags") instanceof ObjectNode present
                ? present.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("tags", tags.put(TAG, state));
        azure.change(
                "PATCH", endpoint.toString(), body, endpoint.toString(), "noting the rotation on endpoint " + name());
    }
}
