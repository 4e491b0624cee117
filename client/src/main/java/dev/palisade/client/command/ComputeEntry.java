package dev.palisade.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.planning.document.DocumentReader;
import dev.palisade.planning.finding.FindingText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** One entry of a document's {@code compute} list: from a file, from options, or from a file that options change. */
final class ComputeEntry {
    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "the entry as it would stand in a document's compute list, YAML or JSON; options go over it")
    private @Nullable Path file;

    boolean fromFile() {
        return file != null;
    }

    /** The entry with what the file says, under this name and type. @throws CommandFailure if the file is about another */
    ObjectNode begin(String name, String type) {
        ObjectNode entry = file == null ? JsonNodeFactory.instance.objectNode() : read(file);
        require(entry, "name", name);
        if (!entry.has("type")) {
            entry.put("type", type);
        }
        return entry;
    }

    private void require(ObjectNode entry, String field, String wanted) {
        if (entry.has(field) && !entry.path(field).asText().equals(wanted)) {
            throw CommandFailure.usage(
                    "The file " + file + " is about " + entry.path(field).asText() + ", not " + wanted + ". Leave its "
                            + field + " out, or name the same.");
        }
        entry.put(field, wanted);
    }

    private static ObjectNode read(Path file) {
        var result = DocumentReader.read(text(file));
        JsonNode body = result.body();
        if (body instanceof ObjectNode entry) {
            return entry;
        }
        throw CommandFailure.rejected("The file " + file + " holds no entry of a compute list. "
                + (body == null
                        ? result.findings().stream()
                                .map(finding -> FindingText.sentence(finding, Locale.ENGLISH))
                                .collect(Collectors.joining(" "))
                        : "Write it as fields: type: amlcompute, …"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw CommandFailure.unavailable("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static void put(ObjectNode entry, String field, @Nullable Integer value) {
        if (value != null) {
            entry.put(field, value);
        }
    }

    static void put(ObjectNode entry, String field, @Nullable String value) {
        if (value != null) {
            entry.put(field, value);
        }
    }
}
