package dev.palisade.worker.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One reading of the configuration: gathers what is wrong and what is in force while {@link Section}s are read. */
final class Reading {
    private final Map<String, String> environment;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();
    private final Map<String, String> effective = new LinkedHashMap<>();

    Reading(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    Section section(String path, ObjectNode node) {
        Section section = new Section(this, path, node);
        sections.add(section);
        return section;
    }

    void problem(String key, String reason, String remedy) {
        problems.add(new Problem(key, reason, remedy));
    }

    void inForce(String key, Object value) {
        effective.put(key, value.toString());
    }

    /** The secret from the environment, or from the file that the configuration names; empty if it is in neither. */
    Optional<Secret> secret(String variable, String fileKey, Optional<String> file) {
        Optional<Secret> found = Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(value -> new Secret(value.strip()))
                .or(() -> file.flatMap(path -> fromFile(fileKey, path)));
        found.ifPresent(secret -> inForce(variable, secret));
        return found;
    }

    /** Everything wrong, the keys that nobody asked for included. */
    List<Problem> problems() {
        List<Problem> all = new ArrayList<>(problems);
        sections.forEach(section -> all.addAll(section.unknownKeys()));
        return List.copyOf(all);
    }

    Map<String, String> effective() {
        return effective;
    }

    static boolean given(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }

    private Optional<Secret> fromFile(String key, String path) {
        try {
            return Optional.of(new Secret(Files.readString(Path.of(path)).strip()));
        } catch (IOException unreadable) {
            problem(key, "the file '" + path + "' cannot be read", "name a file that the worker may read");
            return Optional.empty();
        }
    }
}
