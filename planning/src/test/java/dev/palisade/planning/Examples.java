package dev.palisade.planning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.document.DocumentReader;
import dev.palisade.planning.document.DocumentResult;
import dev.palisade.planning.document.EnvironmentDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The documents under {@code examples/}, which are also what the README shows. */
public final class Examples {
    public static final Path FOLDER = Path.of("..", "examples");

    private Examples() {}

    public static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static JsonNode secureEnvironment() {
        return document(text("secure-environment.yaml"));
    }

    /** The example with a text in it replaced by another. */
    public static JsonNode secureEnvironmentWith(String text, String other) {
        return document(secureEnvironmentTextWith(text, other));
    }

    static String secureEnvironmentTextWith(String text, String other) {
        String example = text("secure-environment.yaml");
        if (!example.contains(text)) {
            throw new IllegalArgumentException("The example does not contain '" + text + "'");
        }
        return example.replace(text, other);
    }

    /** A document as it is sent. */
    public static JsonNode document(String yaml) {
        return valid(yaml).body();
    }

    /** A document as it is understood. */
    public static EnvironmentDocument read(String yaml) {
        return valid(yaml).document();
    }

    private static DocumentResult valid(String yaml) {
        DocumentResult result = DocumentReader.read(yaml);
        if (result.document() == null) {
            throw new IllegalArgumentException("The test's own document is not valid: " + result.findings());
        }
        return result;
    }
}
