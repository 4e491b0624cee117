package dev.palisade.planning.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.palisade.planning.document.DocumentReader;
import dev.palisade.planning.finding.Finding;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestSchemasTest {
    private static final ObjectMapper YAML = new YAMLMapper();

    @ParameterizedTest
    @EnumSource(names = {"APPLY", "PLAN"})
    void aDocumentThatIsSentIsHeldAgainstTheSameSchemaAndExplainedInTheSameWords(RequestType type) throws IOException {
        JsonNode mistakes = YAML.readTree("""
                { name: 7, surprise: true,
                  network: { virtual_network: nowhere, subnets: { training: default }, outbound: maybe },
                  compute: [{ name: c, type: amlcompute, size: S, max_instances: 0 }] }
                """);

        List<Finding> findings =
                DocumentReader.read(RequestSchemas.of(type), mistakes).findings();

        assertThat(findings)
                .hasSizeGreaterThan(4)
                .isEqualTo(DocumentReader.read(mistakes).findings());
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCEPT", "RESUME"})
    void whatOnlyAnOperatorAsksForHasNoSchema(RequestType type) {
        assertThatThrownBy(() -> RequestSchemas.of(type)).isInstanceOf(IllegalArgumentException.class);
    }
}
