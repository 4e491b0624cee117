package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * An address or range that is let in, as written: whether it is one is the rules' business.
 *
 * @param field where it stands in the document
 */
public record Address(String field, String text) {
    /** What is no text is left out. */
    static List<Address> allOf(String field, JsonNode list) {
        List<Address> addresses = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).isTextual()) {
                addresses.add(new Address(field + "/" + i, list.get(i).asText()));
            }
        }
        return addresses;
    }
}
