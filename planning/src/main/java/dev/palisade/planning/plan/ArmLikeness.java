package dev.palisade.planning.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * When two JSON values mean the same to ARM, although they are not spelled the same. It gives back IDs and enumeration words in another case,
 * {@code PT2M} for {@code PT120S}, {@code Korea Central} for {@code koreacentral}, flag lists in another order, and fields that nobody sent.
 */
final class ArmLikeness {
    /** Words of people, and names of files on Linux: of these there is one spelling. */
    private static final Set<String> LITERAL = Set.of("scoringScript", "driverProgram", "description");

    private static final Map<String, String> DEFAULTS = Map.of("defaultAction", "Allow", "bypass", "AzureServices");

    private ArmLikeness() {}

    static boolean isAbsent(@Nullable JsonNode value) {
        return value == null || value.isNull() || value.isMissingNode();
    }

    /** True for two spellings of one text. */
    static boolean sameText(String one, String other) {
        return one.equalsIgnoreCase(other) || flags(one).equals(flags(other)) || sameDuration(one, other);
    }

    /**
     * True if everything that is expected is there; what is there besides is no difference. Nothing is expected where null is given.
     *
     * @param name of the field that the values stand in: locations have a likeness of their own
     */
    static boolean holds(String name, @Nullable JsonNode actual, @Nullable JsonNode expected) {
        if (name.equals("traffic") && (isMap(actual) || isMap(expected))) {
            return shares(actual).equals(shares(expected));
        }
        if (actual == null || expected == null || isAbsent(actual) || isAbsent(expected)) {
            return isAbsent(expected) && (isAbsent(actual) || isDefault(name, actual));
        }
        if (expected.isObject()) {
            return actual.isObject() && expected.properties().stream().allMatch(field -> fieldHolds(actual, field));
        }
        if (expected.isArray()) {
            return actual.isArray()
                    && elements(expected)
                            .allMatch(wanted -> elements(actual).anyMatch(there -> holds(name, there, wanted)));
        }
        if (expected.isNumber() && actual.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        if (LITERAL.contains(name)) {
            return actual.asText().equals(expected.asText());
        }
        return name.equals("location")
                ? squeezed(actual).equals(squeezed(expected))
                : sameText(actual.asText(), expected.asText());
    }

    private static boolean isMap(@Nullable JsonNode value) {
        return value != null && value.isObject();
    }

    /** Who takes what of an endpoint's traffic. Here what is there besides is a difference: it takes from the others. No per cent is no entry. */
    private static Map<String, Integer> shares(@Nullable JsonNode traffic) {
        Map<String, Integer> shares = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (traffic != null) {
            traffic.properties().stream()
                    .filter(share -> share.getValue().asInt() != 0)
                    .forEach(
                            share -> shares.put(share.getKey(), share.getValue().asInt()));
        }
        return shares;
    }

    /** What a firewall that says nothing says: written once, Azure gives these back although they were absent before. */
    private static boolean isDefault(String name, @Nullable JsonNode value) {
        return value != null && DEFAULTS.containsKey(name) && value.asText().equalsIgnoreCase(DEFAULTS.get(name));
    }

    private static boolean fieldHolds(JsonNode actual, Map.Entry<String, JsonNode> expected) {
        return holds(expected.getKey(), actual.get(expected.getKey()), expected.getValue());
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String squeezed(JsonNode location) {
        return location.asText().replace(" ", "").toLowerCase(Locale.ROOT);
    }

    private static Set<String> flags(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .collect(Collectors.toSet());
    }

    private static boolean sameDuration(String one, String other) {
        Optional<Duration> duration = duration(one);
        return duration.isPresent() && duration.equals(duration(other));
    }

    private static Optional<Duration> duration(String text) {
        if (!text.startsWith("P")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException notADuration) {
            return Optional.empty();
        }
    }
}
