package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A secret that Palisade would have to read itself: the credentials of a machine that is to be attached.
 *
 * @param url of the secret in its vault
 */
public record SecretRead(String field, String url) {
    static List<SecretRead> allOf(JsonNode compute) {
        List<SecretRead> reads = new ArrayList<>();
        for (int i = 0; i < compute.size(); i++) {
            JsonNode secret = compute.get(i).path("attach").path("credentials_secret");
            if (secret.isTextual()) {
                reads.add(new SecretRead("/compute/" + i + "/attach/credentials_secret", secret.asText()));
            }
        }
        return reads;
    }
}
