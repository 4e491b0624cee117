package dev.palisade.planning.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Standing;
import dev.palisade.planning.request.Standing.OperationMade;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The single operations that a document has in it since somebody last sent a whole one. */
public final class Operations {
    /** What is meant where a document says nothing, as its schema has it. */
    private static final Map<String, JsonNode> DEFAULTS = Map.of(
            "access", TextNode.valueOf("selected_networks"),
            "allow_ips", JsonNodeFactory.instance.arrayNode(),
            "attached", BooleanNode.TRUE,
            "min_instances", IntNode.valueOf(0),
            "idle_time_before_scale_down", IntNode.valueOf(120),
            "agent_count", IntNode.valueOf(3));

    private Operations() {}

    /** True if the standing document has the request's operation in it already: an earlier attempt was parked. */
    public static boolean madeBy(String requestId, Standing standing) {
        return standing.operations().stream()
                .anyMatch(operation -> operation.requestId().equals(requestId));
    }

    /** The operations of a document and one more. */
    public static List<OperationMade> and(
            Standing standing, String requestId, RequestType type, List<NamedPath> fields) {
        List<OperationMade> all = new ArrayList<>(standing.operations());
        all.add(new OperationMade(
                requestId, type, fields.stream().map(NamedPath::toString).toList(), List.of()));
        return all;
    }

    /** What the request's operation takes away, as its earlier attempts found it; none if it has made none yet. */
    public static List<String> takenBackBy(String requestId, List<OperationMade> operations) {
        return operations.stream()
                .filter(operation -> operation.requestId().equals(requestId))
                .flatMap(operation -> operation.takesBack().stream())
                .toList();
    }

    /** The same operations; the request's own takes this away. */
    public static List<OperationMade> takingBack(
            List<String> references, String requestId, List<OperationMade> operations) {
        return operations.stream()
                .map(operation ->
                        operation.requestId().equals(requestId) ? operation.takingBack(references) : operation)
                .toList();
    }

    /** What a whole document would undo of what single operations have done. */
    public static List<Finding> reverted(Standing standing, JsonNode document) {
        Map<String, OperationMade> newest = new LinkedHashMap<>();
        standing.operations().forEach(operation -> operation.fields().forEach(field -> newest.put(field, operation)));
        return newest.entrySet().stream()
                .flatMap(made ->
                        reverted(NamedPath.parse(made.getKey()), made.getValue(), standing.document(), document)
                                .stream())
                .toList();
    }

    private static Optional<Finding> reverted(
            NamedPath path, OperationMade operation, JsonNode standing, JsonNode document) {
        JsonNode was = path.in(standing);
        JsonNode is = path.in(document);
        if (path.isEntry() ? was.isMissingNode() == is.isMissingNode() : isSame(path, standing, document)) {
            return Optional.empty();
        }
        return Optional.of(Finding.warning(
                FindingCode.REVERTS_OPERATION,
                path.pointerIn(document),
                Map.of(
                        "place", path.toString(),
                        "request", operation.requestId(),
                        "was", text(path, was),
                        "is", text(path, is))));
    }

    /** A field of an entry that is not there is not what the two differ in. */
    private static boolean isSame(NamedPath path, JsonNode standing, JsonNode document) {
        JsonNode was = path.in(standing);
        JsonNode is = path.in(document);
        boolean inBoth = path.entry().equals(path)
                || !(path.entry().in(standing).isMissingNode()
                        || path.entry().in(document).isMissingNode());
        return !inBoth || meant(path, was).equals(meant(path, is));
    }

    private static JsonNode meant(NamedPath path, JsonNode value) {
        return value.isMissingNode() ? DEFAULTS.getOrDefault(path.last(), value) : value;
    }

    /** What a value means, for people. */
    public static String text(NamedPath path, JsonNode value) {
        JsonNode meant = meant(path, value);
        if (meant.isMissingNode()) {
            return "not there";
        }
        return path.isEntry() ? "there" : meant.isValueNode() ? meant.asText() : meant.toString();
    }
}
