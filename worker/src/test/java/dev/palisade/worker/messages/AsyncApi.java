package dev.palisade.worker.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The published description of the messages, read with all that it refers to. */
final class AsyncApi {
    static final Path FOLDER = Path.of("..", "docs", "messages");
    static final Path FILE = FOLDER.resolve("asyncapi.yaml");
    private static final String IDS = "https://palisade.dev/schema/";
    private static final List<Path> SCHEMAS = List.of(
            FOLDER,
            Path.of("..", "planning/src/main/resources/dev/palisade/planning/document"),
            Path.of("..", "planning/src/main/resources/dev/palisade/planning/request"),
            Path.of("..", "activities/src/main/resources/dev/palisade/activities/events"));
    private static final ObjectMapper YAML = new YAMLMapper();

    private AsyncApi() {}

    static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Every message of the document by its CloudEvents type, whose payload names it. */
    static Map<String, JsonNode> messages() {
        Map<String, JsonNode> messages = new TreeMap<>();
        read(FILE).at("/components/messages").forEach(message -> {
            String type = message.at("/payload/allOf/1/properties/type/const").asText();
            if (!type.isEmpty()) {
                messages.put(type, message);
            }
        });
        return messages;
    }

    /**
     * What a reference leads to: in its own file, in one beside it, or in a published schema by its id.
     *
     * @param in the file that the reference stands in
     * @throws IllegalStateException if it leads nowhere
     */
    static Found resolve(Path in, String reference) {
        int fragment = reference.indexOf('#');
        String target = fragment < 0 ? reference : reference.substring(0, fragment);
        Path file = target.isEmpty() ? in : file(in, target);
        JsonNode node = read(file).at(fragment < 0 ? "" : reference.substring(fragment + 1));
        if (node.isMissingNode()) {
            throw new IllegalStateException(reference + " in " + in + " leads nowhere");
        }
        return new Found(file, node);
    }

    /** The text of each published schema. */
    static Map<String, String> schemasById() {
        Map<String, String> schemas = new TreeMap<>();
        for (Path folder : SCHEMAS) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".schema.json")).forEach(file -> {
                    JsonNode schema = read(file);
                    schemas.put(schema.path("$id").asText(), schema.toString());
                });
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return schemas;
    }

    record Found(Path file, JsonNode node) {}

    private static Path file(Path in, String target) {
        Stream<Path> places = target.startsWith(IDS)
                ? SCHEMAS.stream().map(folder -> folder.resolve(target.substring(IDS.length())))
                : Stream.of(in.resolveSibling(target).normalize());
        return places.filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(target + ", which " + in + " refers to, is not there"));
    }
}
