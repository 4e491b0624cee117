package dev.palisade.planning.document;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.palisade.planning.finding.DocumentOrder;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns a text into a document, or into everything that is wrong with it. Throws nothing, whatever the text. */
public final class DocumentReader {
    static final PublishedSchema SCHEMA = PublishedSchema.environment();

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private DocumentReader() {}

    /** Takes JSON if the text begins with a brace, else YAML; one document, no key twice. */
    public static DocumentResult read(String yamlOrJson) {
        boolean json = yamlOrJson.stripLeading().startsWith("{");
        String language = json ? "JSON" : "YAML";
        try {
            JsonNode body = (json ? JSON : YAML).readTree(yamlOrJson);
            return body.isMissingNode() || body.isNull() ? unreadable(language, null, "it is empty") : read(body);
        } catch (JsonProcessingException unreadable) {
            return unreadable(language, unreadable.getLocation(), problem(unreadable));
        }
    }

    /** Everything that the text alone can tell: violations of the schema, and what the rules say to the part that does follow it. */
    public static DocumentResult read(JsonNode body) {
        return read(SCHEMA, body);
    }

    /** @param schema the environment's, or that of a request which carries the whole document and so refers to it */
    public static DocumentResult read(PublishedSchema schema, JsonNode body) {
        List<Finding> violations = schema.findings(body);
        if (violations.isEmpty()) {
            return new DocumentResult(EnvironmentDocument.of(body), body, List.of());
        }
        Stream<Finding> ofTheRest = Remainder.of(body).map(DocumentRules::findings).stream()
                .flatMap(List::stream)
                .filter(Finding::refuses);
        List<Finding> findings = Stream.concat(violations.stream(), ofTheRest)
                .sorted(new DocumentOrder())
                .toList();
        return new DocumentResult(null, body, findings);
    }

    private static DocumentResult unreadable(String language, @Nullable JsonLocation location, String problem) {
        Finding finding = Finding.refusal(
                FindingCode.DOCUMENT_UNREADABLE,
                "",
                WhoseMove.YOURS,
                Map.of(
                        "language",
                        language,
                        "line",
                        String.valueOf(location == null ? 1 : location.getLineNr()),
                        "column",
                        String.valueOf(location == null ? 1 : location.getColumnNr()),
                        "problem",
                        problem));
        return new DocumentResult(null, null, List.of(finding));
    }

    /** Without the lines that show the place in the text: the finding has line and column of its own. */
    private static String problem(JsonProcessingException cause) {
        return cause instanceof MismatchedInputException
                ? "more text follows the document"
                : cause.getOriginalMessage()
                        .lines()
                        .filter(line -> !line.startsWith(" "))
                        .collect(Collectors.joining(", "));
    }
}
