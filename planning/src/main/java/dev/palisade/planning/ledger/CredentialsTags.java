package dev.palisade.planning.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.document.MachineAttachment.Credentials;

/**
 * Tags that a machine's attachment bears: who signs in, and where the secret is. ARM gives back neither the account nor its secret, so that
 * without these nobody could tell what an attachment was made with. They name the secret, and never say it.
 */
public final class CredentialsTags {
    private static final String ADMINISTRATOR = "palisade-administrator";
    private static final String AUTHENTICATION = "palisade-authentication";
    private static final String SECRET = "palisade-credentials-secret";

    private CredentialsTags() {}

    public static ObjectNode of(Credentials credentials) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(ADMINISTRATOR, credentials.administrator())
                .put(AUTHENTICATION, credentials.authentication())
                .put(SECRET, credentials.secret());
    }

    /** What an attachment, or the body that makes one, says of its credentials; empty words where it says nothing. */
    public static Credentials in(JsonNode resource) {
        return new Credentials(
                OwnershipTags.read(resource, ADMINISTRATOR),
                OwnershipTags.read(resource, AUTHENTICATION),
                OwnershipTags.read(resource, SECRET));
    }

    /** {@code azureuser with the password in https://…}; empty where it says nothing. */
    public static String inWords(JsonNode resource) {
        Credentials credentials = in(resource);
        return credentials.secret().isEmpty()
                ? ""
                : credentials.administrator() + " with the "
                        + credentials.authentication().replace('_', ' ') + " in " + credentials.secret();
    }
}
