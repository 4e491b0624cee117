package dev.palisade.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.document.DocumentReader;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.plan.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoDocumentTest {
    private static final Path EXAMPLE = Path.of("../examples/secure-environment.yaml");

    @ParameterizedTest
    @CsvSource({"SEED, seed, aks", "CURRENT, current, kubernetes"})
    void theExampleIsADocumentInEachProfileWithThatProfilesClusters(Profile profile, String word, String type)
            throws IOException {
        JsonNode example = Objects.requireNonNull(
                DocumentReader.read(Files.readString(EXAMPLE)).body());

        JsonNode document = DemoDocument.in(profile, example);

        assertThat(document.path("profile").asText()).isEqualTo(word);
        assertThat(document.findValuesAsText("type")).contains("amlcompute", type);
        assertThat(DocumentReader.read(document).findings().stream().filter(Finding::refuses))
                .isEmpty();
    }
}
