package dev.palisade.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.document.DocumentReader;
import dev.palisade.planning.document.DocumentResult;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each document under {@code examples/rejected/} stands beside the findings that it gets in the world that the local stack starts with. */
class RejectedExamplesTest {
    static Stream<String> documents() throws IOException {
        try (Stream<Path> files = Files.list(Examples.FOLDER.resolve("rejected"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aRejectedDocumentGetsTheFindingsBesideIt(String name) {
        String expected = Examples.text("rejected/" + name.replace(".yaml", ".findings.txt"));

        List<Finding> findings = findings(Examples.text("rejected/" + name));

        assertThat(rendered(findings)).isEqualTo(expected);
        assertThat(findings).anyMatch(Finding::refuses);
    }

    @Test
    void tenMistakesGetTenFindings() {
        assertThat(findings(Examples.text("rejected/ten-mistakes.yaml"))).hasSize(10);
    }

    private static List<Finding> findings(String text) {
        DocumentResult result = DocumentReader.read(text);
        return result.document() == null
                ? result.findings()
                : ExampleWorld.ofTheLocalStack().plan(result.body()).findings();
    }

    private static String rendered(List<Finding> findings) {
        return findings.stream().map(RejectedExamplesTest::rendered).collect(Collectors.joining("\n"));
    }

    private static String rendered(Finding finding) {
        return "%s at %s\n  %s\n  %s\n"
                .formatted(
                        finding.code(),
                        finding.field().isEmpty() ? "the whole document" : finding.field(),
                        FindingText.sentence(finding, Locale.ENGLISH),
                        FindingText.remedy(finding, Locale.ENGLISH));
    }
}
