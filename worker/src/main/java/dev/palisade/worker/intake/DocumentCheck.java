package dev.palisade.worker.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.plan.Profile;
import java.util.List;
import java.util.Optional;

/** Reads a message's data as an environment document. */
public interface DocumentCheck {
    Checked check(JsonNode data);

    /**
     * @param document empty if there are violations
     * @param violations every way in which the data breaks the schema, each with its remedy
     */
    record Checked(Optional<CheckedDocument> document, List<String> violations) {}

    /**
     * @param environment canonical identity: the workspace's ARM ID, lower-cased
     * @param body the document as it was sent
     */
    record CheckedDocument(String environment, String name, Profile profile, JsonNode body) {}
}
