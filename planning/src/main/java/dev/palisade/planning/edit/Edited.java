package dev.palisade.planning.edit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.finding.Finding;
import java.util.List;

/**
 * A document after an operation.
 *
 * @param body the document before it, if there are findings
 * @param fields what the operation set or took away
 * @param findings why it cannot be done; their fields are places in the operation's data
 */
public record Edited(JsonNode body, List<NamedPath> fields, List<Finding> findings) {
    public Edited {
        fields = List.copyOf(fields);
        findings = List.copyOf(findings);
    }
}
