package dev.palisade.local.servicebus.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code Config.json} of Microsoft's Service Bus emulator, with that emulator's defaults. Its limits on numbers
 * and durations are not enforced: a broker of one's own may be more patient.
 */
public final class EmulatorConfig {
    private static final Duration DEFAULT_LOCK = Duration.ofMinutes(1);
    private static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofHours(1);
    private static final int DEFAULT_MAX_DELIVERY_COUNT = 3;

    private static final Set<String> DELIVERY_PROPERTIES =
            Set.of("DeadLetteringOnMessageExpiration", "DefaultMessageTimeToLive", "LockDuration", "MaxDeliveryCount");
    private static final Set<String> UNSUPPORTED_FLAGS = Set.of("RequiresDuplicateDetection", "RequiresSession");
    private static final Set<String> UNSUPPORTED_TARGETS = Set.of("ForwardTo", "ForwardDeadLetteredMessagesTo");
    /** Says nothing as long as duplicate detection is off. */
    private static final String DUPLICATE_WINDOW = "DuplicateDetectionHistoryTimeWindow";

    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private EmulatorConfig() {}

    /** The entities that a file describes; throws with every problem that the file has. */
    public static List<EntityDescription> read(Path file) throws ConfigurationException {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException missing) {
            throw new ConfigurationException(List.of(new Problem(
                    file.toString(), "there is no such file", "Name a Config.json of the emulator with --config")));
        } catch (IOException unreadable) {
            throw new ConfigurationException(
                    List.of(new Problem(file.toString(), "it cannot be read: " + unreadable, "Check its permissions")));
        }
    }

    /** The entities that a text describes; it may hold comments, as Microsoft's own samples do. */
    public static List<EntityDescription> parse(String text) throws ConfigurationException {
        JsonNode root;
        try {
            root = JsonMapper.builder()
                    .enable(JsonParser.Feature.ALLOW_COMMENTS)
                    .build()
                    .readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new ConfigurationException(List.of(new Problem(
                    "line " + notJson.getLocation().getLineNr(),
                    "the file is not JSON: " + notJson.getOriginalMessage(),
                    "Correct that line")));
        }
        EmulatorConfig config = new EmulatorConfig();
        List<EntityDescription> entities = config.root(new ConfigNode(root, "", config.problems));
        if (!config.problems.isEmpty()) {
            throw new ConfigurationException(config.problems);
        }
        return entities;
    }

    private List<EntityDescription> root(ConfigNode root) {
        root.allow(Set.of("UserConfig"));
        ConfigNode userConfig = root.child("UserConfig");
        userConfig.allow(Set.of("Namespaces", "Logging"));
        List<ConfigNode> namespaces = userConfig.elements("Namespaces");
        if (namespaces.size() != 1) {
            userConfig
                    .child("Namespaces")
                    .problem("holds " + namespaces.size() + " namespaces", "Describe exactly one");
        }
        List<EntityDescription> entities = new ArrayList<>();
        for (ConfigNode namespace : namespaces) {
            namespace.allow(Set.of("Name", "Queues", "Topics"));
            namespace.requiredText("Name");
            namespace.elements("Queues").forEach(queue -> entities.add(queue(queue)));
            namespace.elements("Topics").forEach(topic -> entities.add(topic(topic)));
        }
        return entities;
    }

    private EntityDescription queue(ConfigNode queue) {
        queue.allow(Set.of("Name", "Properties"));
        return new EntityDescription.Queue(uniqueName(queue, ""), settings(queue.child("Properties")));
    }

    private EntityDescription topic(ConfigNode topic) {
        topic.allow(Set.of("Name", "Properties", "Subscriptions"));
        String name = uniqueName(topic, "");
        ConfigNode properties = topic.child("Properties");
        refuseUnsupported(properties, Set.of("DefaultMessageTimeToLive"));
        List<EntityDescription.Subscription> subscriptions = topic.elements("Subscriptions").stream()
                .map(subscription -> subscription(name, subscription))
                .toList();
        return new EntityDescription.Topic(name, timeToLive(properties), subscriptions);
    }

    private EntityDescription.Subscription subscription(String topic, ConfigNode subscription) {
        subscription.allow(Set.of("Name", "Properties", "Rules"));
        if (!subscription.elements("Rules").isEmpty()) {
            subscription
                    .child("Rules")
                    .problem("filters are not supported", "Remove them: every message is then taken");
        }
        return new EntityDescription.Subscription(
                uniqueName(subscription, topic + "/"), settings(subscription.child("Properties")));
    }

    private String uniqueName(ConfigNode entity, String prefix) {
        String name = entity.requiredText("Name");
        if (name.startsWith("$") || name.contains("/")) {
            entity.child("Name").problem("holds a character that addresses give a meaning to", "Use none of $ and /");
        } else if (!name.isEmpty() && !names.add((prefix + name).toLowerCase(Locale.ROOT))) {
            entity.child("Name").problem("another entity is named so", "Choose another name");
        }
        return name;
    }

    private DeliverySettings settings(ConfigNode properties) {
        refuseUnsupported(properties, DELIVERY_PROPERTIES);
        return new DeliverySettings(
                properties.duration("LockDuration").orElse(DEFAULT_LOCK),
                properties.positive("MaxDeliveryCount", DEFAULT_MAX_DELIVERY_COUNT),
                timeToLive(properties),
                properties.flag("DeadLetteringOnMessageExpiration"));
    }

    private static Optional<Duration> timeToLive(ConfigNode properties) {
        return Optional.of(properties.duration("DefaultMessageTimeToLive").orElse(DEFAULT_TIME_TO_LIVE));
    }

    private static void refuseUnsupported(ConfigNode properties, Set<String> supported) {
        Set<String> known = new HashSet<>(supported);
        known.addAll(UNSUPPORTED_FLAGS);
        known.addAll(UNSUPPORTED_TARGETS);
        known.add(DUPLICATE_WINDOW);
        properties.allow(known);
        for (String flag : UNSUPPORTED_FLAGS) {
            if (properties.flag(flag)) {
                properties.child(flag).problem("is not supported", "Write false");
            }
        }
        for (String target : UNSUPPORTED_TARGETS) {
            if (!properties.child(target).json().asText("").isEmpty()) {
                properties.child(target).problem("forwarding is not supported", "Remove it");
            }
        }
    }
}
