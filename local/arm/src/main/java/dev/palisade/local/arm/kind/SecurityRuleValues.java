package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.local.arm.model.ArmException;
import inet.ipaddr.IPAddressString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Azure refuses of a security rule by itself. */
final class SecurityRuleValues {
    private static final int LOWEST_PRIORITY = 100;
    private static final int HIGHEST_PRIORITY = 4096;
    private static final int HIGHEST_PORT = 65535;
    private static final Pattern PORTS = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final Map<String, Set<String>> WORDS = Map.of(
            "protocol", Set.of("*", "tcp", "udp", "icmp", "esp", "ah"),
            "access", Set.of("allow", "deny"),
            "direction", Set.of("inbound", "outbound"));

    private SecurityRuleValues() {}

    static void check(JsonNode rule) {
        JsonNode properties = rule.path("properties");
        int priority = properties.path("priority").asInt();
        if (priority < LOWEST_PRIORITY || priority > HIGHEST_PRIORITY) {
            throw ArmException.badRequest(
                    "SecurityRuleInvalidPriority",
                    "Security rule has invalid Priority. Value provided: " + priority + " Allowed range "
                            + LOWEST_PRIORITY + "-" + HIGHEST_PRIORITY + ".");
        }
        WORDS.forEach((field, words) -> checkWord(rule, field, words));
        for (String end : List.of("source", "destination")) {
            values(rule, end + "AddressPrefix", end + "AddressPrefixes").forEach(SecurityRuleValues::checkPrefix);
            values(rule, end + "PortRange", end + "PortRanges").forEach(SecurityRuleValues::checkPorts);
        }
    }

    private static void checkWord(JsonNode rule, String field, Set<String> words) {
        String word = rule.path("properties").path(field).asText("");
        if (!words.contains(word.toLowerCase(Locale.ROOT))) {
            throw ArmException.badRequest(
                    "InvalidRequestFormat",
                    "Security rule " + rule.path("name").asText() + " has invalid " + field + ". Value provided: "
                            + word + ".");
        }
    }

    /** The values of a property that is given as one or as a list, but not as both and not as neither. */
    private static List<String> values(JsonNode rule, String single, String plural) {
        JsonNode properties = rule.path("properties");
        List<String> values = new ArrayList<>();
        properties.path(plural).forEach(value -> values.add(value.asText()));
        String one = properties.path(single).asText("");
        boolean both = !one.isEmpty() && !values.isEmpty();
        if (both || (one.isEmpty() && values.isEmpty())) {
            throw ArmException.badRequest(
                    both ? "SecurityRuleCannotSpecifyBoth" : "SecurityRuleParameterMissing",
                    "Security rule " + rule.path("name").asText() + " must specify exactly one of " + single + " and "
                            + plural + ".");
        }
        if (values.isEmpty()) {
            values.add(one);
        }
        return values;
    }

    private static void checkPrefix(String prefix) {
        boolean address = new IPAddressString(prefix).getAddress() != null && !prefix.isEmpty();
        if (!prefix.equals("*") && !address && !ServiceTags.has(prefix)) {
            throw ArmException.badRequest(
                    "SecurityRuleInvalidAddressPrefix",
                    "Security rule has invalid Address prefix. Value provided: " + prefix + ".");
        }
    }

    private static void checkPorts(String ports) {
        Matcher range = PORTS.matcher(ports);
        boolean valid = ports.equals("*") || (range.matches() && ordered(range));
        if (!valid) {
            throw ArmException.badRequest(
                    "SecurityRuleInvalidPortRange",
                    "Security rule has invalid Port range. Value provided: " + ports
                            + ". Value should be an integer OR integer range with '-' delimiter. Valid range 0-"
                            + HIGHEST_PORT + ".");
        }
    }

    private static boolean ordered(Matcher range) {
        int first = Integer.parseInt(range.group(1));
        int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
        return first <= last && last <= HIGHEST_PORT;
    }
}
