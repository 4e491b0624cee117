package dev.palisade.client.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a plan changes, field by field: {@code +} what comes, {@code -} what goes, {@code ~} what becomes something else. */
public final class DeltaLines {
    private static final int LONGEST_VALUE = 160;

    private DeltaLines() {}

    public static List<String> of(Plan plan) {
        return of(plan.steps());
    }

    public static List<String> of(List<Step> steps) {
        List<String> lines = new ArrayList<>();
        for (Step step : steps) {
            lines.add("  " + step.id() + "  " + step.resource());
            step.deltas().forEach(delta -> lines.addAll(of(delta)));
        }
        return lines;
    }

    private static List<String> of(Delta delta) {
        JsonNode before = delta.before();
        JsonNode after = delta.after();
        String field = delta.path().isEmpty() ? "the whole resource" : delta.path();
        if (delta.path().isEmpty() && before == null && after != null && after.has("properties")) {
            return creation(after);
        }
        if (before == null) {
            return List.of("    + " + field + " " + value(after));
        }
        return List.of(
                after == null
                        ? "    - " + field + " " + value(before)
                        : "    ~ " + field + " " + value(before) + " → " + value(after));
    }

    /** A new resource is read more easily property by property than as one long line. */
    private static List<String> creation(JsonNode body) {
        List<String> lines = new ArrayList<>();
        body.properties().forEach(entry -> {
            if (entry.getKey().equals("properties")) {
                entry.getValue()
                        .properties()
                        .forEach(property ->
                                lines.add("    + /properties/" + property.getKey() + " " + value(property.getValue())));
            } else {
                lines.add("    + /" + entry.getKey() + " " + value(entry.getValue()));
            }
        });
        return lines;
    }

    /** Who may approve it must see who is let in, and where. */
    private static String securityRule(JsonNode rule) {
        JsonNode what = rule.path("properties");
        return rule.path("name").asText() + ": " + what.path("access").asText() + " "
                + what.path("direction").asText() + " " + what.path("protocol").asText() + " from "
                + oneOrMore(what, "sourceAddressPrefix", "sourceAddressPrefixes") + " to "
                + oneOrMore(what, "destinationAddressPrefix", "destinationAddressPrefixes") + " port "
                + oneOrMore(what, "destinationPortRange", "destinationPortRanges") + ", priority "
                + what.path("priority").asText();
    }

    private static String oneOrMore(JsonNode rule, String one, String more) {
        return rule.has(one)
                ? rule.path(one).asText()
                : StreamSupport.stream(rule.path(more).spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "));
    }

    private static String value(@Nullable JsonNode node) {
        if (node != null && node.path("properties").has("direction")) {
            return securityRule(node);
        }
        String text = node == null ? "nothing" : node.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}
