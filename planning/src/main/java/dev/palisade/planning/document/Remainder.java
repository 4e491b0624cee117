package dev.palisade.planning.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.document.PublishedSchema.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is left of a document when everything that breaks the schema is cut out, so that the rest of its mistakes can be told in the same answer.
 * Elements of lists keep their places: a bad one becomes null, which the records pass over.
 */
final class Remainder {
    private static final String NOWHERE = "/subscriptions/none/resourceGroups/none/providers/";
    /** Stands in for what every document must have; made so that no rule objects to it. */
    private static final ObjectNode BLANK = JsonNodeFactory.instance
            .objectNode()
            .put("name", "none")
            .put("workspace", NOWHERE + "Microsoft.MachineLearningServices/workspaces/none");

    static {
        ObjectNode network = BLANK.putObject("network");
        network.put("virtual_network", NOWHERE + "Microsoft.Network/virtualNetworks/none");
        network.putObject("subnets").put("training", "none").put("inference", "none");
    }

    private final ObjectNode rest;
    private final Set<String> hollowed = new HashSet<>();

    private Remainder(ObjectNode rest) {
        this.rest = rest;
    }

    /** Empty if the text is no object at all. */
    static Optional<EnvironmentDocument> of(JsonNode body) {
        return body instanceof ObjectNode object
                ? Optional.of(new Remainder(object.deepCopy()).document())
                : Optional.empty();
    }

    private EnvironmentDocument document() {
        List<Violation> violations = violations();
        while (!violations.isEmpty()) {
            violations.forEach(this::cut);
            violations = violations();
        }
        return EnvironmentDocument.of(rest);
    }

    private List<Violation> violations() {
        return DocumentReader.SCHEMA.violations(rest).stream()
                .filter(violation -> !hollowed.contains(violation.place()))
                .toList();
    }

    /** What lacks a property goes as a whole; of what has one too many only that one. Each cut makes the document smaller, so there is an end. */
    private void cut(Violation violation) {
        boolean onlyTheProperty = violation.isAbout("additionalProperties", "false");
        JsonPointer place = JsonPointer.compile(onlyTheProperty ? violation.field() : violation.place());
        if (place.matches()) {
            rest.set(violation.property(), BLANK.get(violation.property()));
            return;
        }
        JsonNode parent = rest.at(place.head());
        if (parent instanceof ArrayNode list) {
            list.setNull(place.last().getMatchingIndex());
            hollowed.add(place.toString());
        } else if (parent instanceof ObjectNode object) {
            object.remove(place.last().getMatchingProperty());
        }
    }
}
