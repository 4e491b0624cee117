package dev.palisade.local.servicebus.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.local.servicebus.filter.CorrelationFilter;
import dev.palisade.local.servicebus.filter.Rule;
import dev.palisade.local.servicebus.filter.RuleFilter;
import dev.palisade.local.servicebus.filter.SqlAction;
import dev.palisade.local.servicebus.filter.SqlSyntaxException;
import dev.palisade.local.servicebus.filter.SystemProperty;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the rules of one subscription. */
final class RuleConfig {
    private static final String SQL_EXPRESSION = "SqlExpression";
    private static final String SQL_FILTER = "SqlFilter";
    private static final String CORRELATION_FILTER = "CorrelationFilter";
    private static final String PROPERTIES = "Properties";
    private static final List<SystemProperty> CORRELATED = List.of(
            SystemProperty.CONTENT_TYPE,
            SystemProperty.CORRELATION_ID,
            SystemProperty.LABEL,
            SystemProperty.MESSAGE_ID,
            SystemProperty.REPLY_TO,
            SystemProperty.REPLY_TO_SESSION_ID,
            SystemProperty.SESSION_ID,
            SystemProperty.TO);

    private RuleConfig() {}

    /** The rules of a subscription; without any, the default rule. */
    static List<Rule> rules(ConfigNode subscription) {
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ConfigNode rule : subscription.elements("Rules")) {
            Rule read = rule(rule);
            if (!names.add(read.name().toLowerCase(Locale.ROOT))) {
                rule.child("Name").problem("another rule of the subscription is named so", "Choose another name");
            }
            rules.add(read);
        }
        return rules.isEmpty() ? List.of(Rule.defaultRule()) : rules;
    }

    private static Rule rule(ConfigNode rule) {
        rule.allow(Set.of("Name", PROPERTIES));
        String name = rule.requiredText("Name");
        if (name.length() > Rule.LONGEST_NAME || name.contains("/")) {
            rule.child("Name")
                    .problem(
                            "is longer than " + Rule.LONGEST_NAME + " characters, or holds a /", "Choose another name");
        }
        ConfigNode properties = rule.child(PROPERTIES);
        properties.allow(Set.of("FilterType", CORRELATION_FILTER, SQL_FILTER, "Action"));
        return new Rule(name, filter(properties), action(properties.child("Action")));
    }

    private static RuleFilter filter(ConfigNode properties) {
        String type = properties.child("FilterType").json().asText("");
        if (type.equals("Correlation")) {
            refuse(properties.child(SQL_FILTER), type);
            return correlation(properties.child(CORRELATION_FILTER));
        } else if (type.equals("Sql")) {
            refuse(properties.child(CORRELATION_FILTER), type);
            return sql(properties.child(SQL_FILTER));
        }
        properties.child("FilterType").problem("is no type of filter", "Write Correlation or Sql");
        return new RuleFilter.None();
    }

    private static void refuse(ConfigNode other, String type) {
        if (other.isPresent()) {
            other.problem("has no effect, since FilterType is " + type, "Remove it, or change FilterType");
        }
    }

    private static RuleFilter sql(ConfigNode filter) {
        filter.allow(Set.of(SQL_EXPRESSION));
        try {
            return RuleFilter.sql(filter.child(SQL_EXPRESSION).json().asText(""));
        } catch (SqlSyntaxException refused) {
            filter.child(SQL_EXPRESSION).problem(refused);
            return new RuleFilter.None();
        }
    }

    private static Optional<SqlAction> action(ConfigNode action) {
        action.allow(Set.of(SQL_EXPRESSION));
        if (!action.isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SqlAction(action.child(SQL_EXPRESSION).json().asText(""), Map.of()));
        } catch (SqlSyntaxException refused) {
            action.child(SQL_EXPRESSION).problem(refused);
            return Optional.empty();
        }
    }

    private static RuleFilter correlation(ConfigNode filter) {
        Set<String> known = new HashSet<>(Set.of(PROPERTIES));
        Map<SystemProperty, String> system = new EnumMap<>(SystemProperty.class);
        for (SystemProperty property : CORRELATED) {
            known.add(property.sqlName());
            filter.text(property.sqlName()).ifPresent(value -> system.put(property, value));
        }
        filter.allow(known);
        Map<String, Object> user = userProperties(filter.child(PROPERTIES));
        if (system.isEmpty() && user.isEmpty()) {
            filter.problem("names no property", "Give the value of at least one");
        }
        return new CorrelationFilter(system, user);
    }

    private static Map<String, Object> userProperties(ConfigNode properties) {
        Map<String, Object> user = new LinkedHashMap<>();
        properties.json().properties().forEach(field -> {
            Optional<Object> value = scalar(field.getValue());
            value.ifPresent(present -> user.put(field.getKey(), present));
            if (value.isEmpty()) {
                properties
                        .child(field.getKey())
                        .problem("is no single value", "Write a string, a number, true or false");
            }
        });
        return user;
    }

    private static Optional<Object> scalar(JsonNode value) {
        if (value.isTextual()) {
            return Optional.of(value.textValue());
        } else if (value.isBoolean()) {
            return Optional.of(value.booleanValue());
        } else if (value.canConvertToLong() && value.isIntegralNumber()) {
            return Optional.of(value.longValue());
        }
        return value.isNumber() ? Optional.of(value.doubleValue()) : Optional.empty();
    }
}
