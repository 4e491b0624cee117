package dev.palisade.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.render.FindingLines;
import dev.palisade.planning.document.DocumentReader;
import dev.palisade.planning.document.DocumentResult;
import dev.palisade.planning.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The document to send, checked here first by the reader that the intake uses. */
final class DocumentArgument {
    @Parameters(index = "0", paramLabel = "FILE", description = "the environment's document, YAML or JSON")
    private @Nullable Path file;

    @Option(names = "--no-check", description = "send it even if it breaks the schema")
    private boolean unchecked;

    /** @throws CommandFailure with all findings, if the document is refused */
    JsonNode read(CommandContext context) {
        Path path = java.util.Objects.requireNonNull(file);
        return read(path, text(path), unchecked, context);
    }

    static JsonNode read(Path file, CommandContext context) {
        return read(file, text(file), false, context);
    }

    private static JsonNode read(Path file, String text, boolean unchecked, CommandContext context) {
        DocumentResult result = DocumentReader.read(text);
        JsonNode body = result.body();
        boolean refused = result.findings().stream().anyMatch(Finding::refuses);
        if (body == null || (refused && !unchecked)) {
            List<String> lines = new ArrayList<>();
            lines.add(file + " is refused; nothing was sent.");
            lines.addAll(FindingLines.of(result.findings(), context.style(), context.locale()));
            throw CommandFailure.rejected(String.join(System.lineSeparator(), lines));
        }
        FindingLines.of(result.findings(), context.style(), context.locale()).forEach(context.err()::println);
        return body;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw CommandFailure.unavailable(
                    "The file " + file + " cannot be read. Name a document:"
                            + " ./palisade submit examples/secure-environment.yaml",
                    e);
        }
    }
}
