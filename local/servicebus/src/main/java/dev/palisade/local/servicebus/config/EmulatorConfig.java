package dev.palisade.local.servicebus.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.palisade.local.servicebus.entity.DurationLimits;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads {@code Config.json} of Microsoft's Service Bus emulator, with that emulator's defaults. Locks and the memory of
 * duplicates are limited as the service limits them; the emulator's narrower limits on numbers and durations are not
 * enforced.
 */
public final class EmulatorConfig {
    private static final Duration DEFAULT_LOCK = Duration.ofMinutes(1);
    private static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofHours(1);
    private static final int DEFAULT_MAX_DELIVERY_COUNT = 3;
    private static final String PROPERTIES = "Properties";

    private static final Duration DEFAULT_DUPLICATE_WINDOW = Duration.ofSeconds(20);
    // The emulator's schema lets a window be shorter than the service does.
    private static final DurationLimits DUPLICATE_DETECTION =
            new DurationLimits(Duration.ofSeconds(5), DurationLimits.DUPLICATE_DETECTION.longest());
    private static final Set<String> LOGGING_TYPES = Set.of("File", "Console", "File,Console", "Console,File");

    private static final String TIME_TO_LIVE = "DefaultMessageTimeToLive";
    private static final String DUPLICATES = "RequiresDuplicateDetection";
    private static final String DUPLICATE_WINDOW = "DuplicateDetectionHistoryTimeWindow";
    private static final List<String> FORWARDS = List.of("ForwardTo", "ForwardDeadLetteredMessagesTo");
    private static final Set<String> TOPIC_PROPERTIES = Set.of(TIME_TO_LIVE, DUPLICATES, DUPLICATE_WINDOW);
    private static final Set<String> SUBSCRIPTION_PROPERTIES = Set.of(
            "DeadLetteringOnMessageExpiration",
            TIME_TO_LIVE,
            "LockDuration",
            "MaxDeliveryCount",
            "RequiresSession",
            "ForwardTo",
            "ForwardDeadLetteredMessagesTo");
    private static final Set<String> QUEUE_PROPERTIES = Stream.concat(
                    TOPIC_PROPERTIES.stream(), SUBSCRIPTION_PROPERTIES.stream())
            .collect(Collectors.toUnmodifiableSet());

    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    /** What forwards, to be checked when all names are known. */
    private final List<ConfigNode> forwards = new ArrayList<>();

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
        logging(userConfig.child("Logging"));
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
        checkForwards();
        return entities;
    }

    /** Where Microsoft's emulator logs to; this one has no such choice, but says what is no choice there either. */
    private static void logging(ConfigNode logging) {
        logging.allow(Set.of("Type"));
        if (logging.isPresent()
                && !LOGGING_TYPES.contains(logging.child("Type").json().asText(""))) {
            logging.child("Type").problem("is no type of logging", "Write File, Console, or both with a comma");
        }
    }

    private EntityDescription queue(ConfigNode queue) {
        queue.allow(Set.of("Name", PROPERTIES));
        ConfigNode properties = queue.child(PROPERTIES);
        properties.allow(QUEUE_PROPERTIES);
        return new EntityDescription.Queue(uniqueName(queue, ""), settings(properties), duplicateDetection(properties));
    }

    private EntityDescription topic(ConfigNode topic) {
        topic.allow(Set.of("Name", PROPERTIES, "Subscriptions"));
        String name = uniqueName(topic, "");
        ConfigNode properties = topic.child(PROPERTIES);
        properties.allow(TOPIC_PROPERTIES);
        List<EntityDescription.Subscription> subscriptions = topic.elements("Subscriptions").stream()
                .map(subscription -> subscription(name, subscription))
                .toList();
        return new EntityDescription.Topic(name, timeToLive(properties), duplicateDetection(properties), subscriptions);
    }

    private EntityDescription.Subscription subscription(String topic, ConfigNode subscription) {
        subscription.allow(Set.of("Name", PROPERTIES, "Rules"));
        ConfigNode properties = subscription.child(PROPERTIES);
        properties.allow(SUBSCRIPTION_PROPERTIES);
        return new EntityDescription.Subscription(uniqueName(subscription, topic + "/"), settings(properties))
                .withRules(RuleConfig.rules(subscription));
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
        FORWARDS.stream().map(properties::child).forEach(forwards::add);
        checkForwarding(properties);
        return new DeliverySettings(
                properties.duration("LockDuration", DEFAULT_LOCK, DurationLimits.LOCK),
                properties.positive("MaxDeliveryCount", DEFAULT_MAX_DELIVERY_COUNT),
                timeToLive(properties),
                properties.flag("DeadLetteringOnMessageExpiration"),
                properties.flag("RequiresSession"),
                properties.text("ForwardTo"),
                properties.text("ForwardDeadLetteredMessagesTo"));
    }

    private static void checkForwarding(ConfigNode properties) {
        if (properties.child("RequiresSession").json().asBoolean()
                && !properties.child("ForwardTo").json().asText("").isEmpty()) {
            properties
                    .child("ForwardTo")
                    .problem("an entity that requires sessions forwards nothing", "Remove one of the two");
        }
    }

    private void checkForwards() {
        for (ConfigNode forward : forwards) {
            String target = forward.json().asText("");
            if (!target.isEmpty() && !names.contains(target.toLowerCase(Locale.ROOT))) {
                forward.problem(
                        "there is no queue or topic " + target, "Name one of this file, or write an empty string");
            }
        }
    }

    private static Optional<Duration> timeToLive(ConfigNode properties) {
        return Optional.of(properties.duration(TIME_TO_LIVE).orElse(DEFAULT_TIME_TO_LIVE));
    }

    private static Optional<Duration> duplicateDetection(ConfigNode properties) {
        Duration window = properties.duration(DUPLICATE_WINDOW, DEFAULT_DUPLICATE_WINDOW, DUPLICATE_DETECTION);
        return properties.flag(DUPLICATES) ? Optional.of(window) : Optional.empty();
    }
}
