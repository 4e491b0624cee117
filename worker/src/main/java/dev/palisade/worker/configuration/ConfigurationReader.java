package dev.palisade.worker.configuration;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.palisade.worker.configuration.WorkerConfiguration.HttpConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the worker's YAML file: typed, with every problem at once. */
public final class ConfigurationReader {
    private static final Duration DEFAULT_HORIZON = Duration.ofDays(30);
    private static final Duration DEFAULT_SHUTDOWN = Duration.ofSeconds(25);
    private static final int SEALING_KEY_BYTES = 32;
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private final Map<String, String> environment;
    private final String defaultBuildId;

    /** @param defaultBuildId what this program calls itself when the file does not say */
    public ConfigurationReader(Map<String, String> environment, String defaultBuildId) {
        this.environment = Map.copyOf(environment);
        this.defaultBuildId = defaultBuildId;
    }

    public WorkerConfiguration read(Path file) throws InvalidConfigurationException {
        try {
            return read(Files.readString(file));
        } catch (IOException unreadable) {
            throw new InvalidConfigurationException(List.of(new Problem(
                    file.toString(), "the configuration file cannot be read", "name a YAML file with --config FILE")));
        }
    }

    WorkerConfiguration read(String yaml) throws InvalidConfigurationException {
        Reading reading = new Reading(environment);
        WorkerConfiguration configuration = read(reading.section("", parse(yaml)), reading);
        List<Problem> problems = reading.problems();
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
        return configuration;
    }

    private WorkerConfiguration read(Section root, Reading reading) {
        return new WorkerConfiguration(
                TemporalConfiguration.read(root.section("temporal"), defaultBuildId),
                AzureConfiguration.read(root.section("azure")),
                ServiceBusConfiguration.read(root.section("serviceBus")),
                HttpConfiguration.read(root.section("http")),
                SlowConfiguration.read(root.section("slow")),
                root.duration("dedupeHorizon", DEFAULT_HORIZON),
                sealingKey(root),
                root.duration("shutdownTimeout", DEFAULT_SHUTDOWN),
                reading.effective());
    }

    private static Secret sealingKey(Section root) {
        Optional<Secret> key = root.secret(WorkerConfiguration.SEALING_KEY_VARIABLE, "sealingKeyFile");
        boolean fits = key.flatMap(Secret::decode)
                .filter(bytes -> bytes.length == SEALING_KEY_BYTES)
                .isPresent();
        if (!fits) {
            root.problem(
                    "sealingKeyFile",
                    key.isPresent() ? "the sealing key is not 32 bytes in base64" : "no sealing key is given",
                    "put the output of 'openssl rand -base64 32' in " + WorkerConfiguration.SEALING_KEY_VARIABLE
                            + " or in the file that sealingKeyFile names");
        }
        return key.orElseGet(() -> new Secret(""));
    }

    private static ObjectNode parse(String yaml) throws InvalidConfigurationException {
        try {
            JsonNode node = YAML.readTree(yaml);
            if (node instanceof ObjectNode mapping) {
                return mapping;
            }
            if (node.isMissingNode() || node.isNull()) {
                return JsonNodeFactory.instance.objectNode();
            }
        } catch (JacksonException malformed) {
            throw new InvalidConfigurationException(List.of(new Problem(
                    "line " + malformed.getLocation().getLineNr(),
                    "is not YAML: "
                            + malformed.getOriginalMessage().lines().findFirst().orElse(""),
                    "mend the line")));
        }
        throw new InvalidConfigurationException(
                List.of(new Problem("the file", "is not a mapping", "write it as keys with values")));
    }
}
