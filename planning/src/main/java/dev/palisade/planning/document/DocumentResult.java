package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.finding.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a text turned out to be.
 *
 * @param document null if the text is no document, that is, if there is any finding
 * @param body the text as JSON, as the sender wrote it; null if it is neither YAML nor JSON
 * @param findings all that is wrong with it, as far as the text alone can tell
 */
public record DocumentResult(
        @Nullable EnvironmentDocument document, @Nullable JsonNode body, List<Finding> findings) {
    public DocumentResult {
        findings = List.copyOf(findings);
    }
}
