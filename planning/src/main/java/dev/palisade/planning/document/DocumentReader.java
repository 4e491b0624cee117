package dev.palisade.planning.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import java.util.List;
import java.util.Map;

/** Turns a text into a document, or into everything that is wrong with it. Throws nothing, whatever the text. */
public final class DocumentReader {
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
        try {
            return read((json ? JSON : YAML).readTree(yamlOrJson));
        } catch (JsonProcessingException unreadable) {
            return new DocumentResult(null, null, List.of(unreadable(json ? "JSON" : "YAML", unreadable)));
        }
    }

    public static DocumentResult read(JsonNode body) {
        List<Finding> violations = SchemaViolations.of(body);
        return violations.isEmpty()
                ? new DocumentResult(EnvironmentDocument.of(body), body, List.of())
                : new DocumentResult(null, body, violations);
    }

    private static Finding unreadable(String language, JsonProcessingException cause) {
        boolean located = cause.getLocation() != null;
        return Finding.refusal(
                FindingCode.DOCUMENT_UNREADABLE,
                "",
                WhoseMove.YOURS,
                Map.of(
                        "language",
                        language,
                        "line",
                        located ? String.valueOf(cause.getLocation().getLineNr()) : "?",
                        "column",
                        located ? String.valueOf(cause.getLocation().getColumnNr()) : "?",
                        "problem",
                        firstLine(cause.getOriginalMessage())));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").strip();
    }
}
