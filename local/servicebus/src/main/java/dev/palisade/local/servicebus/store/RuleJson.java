package dev.palisade.local.servicebus.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.servicebus.entity.JournalException;
import dev.palisade.local.servicebus.filter.CorrelationFilter;
import dev.palisade.local.servicebus.filter.LiteralType;
import dev.palisade.local.servicebus.filter.Rule;
import dev.palisade.local.servicebus.filter.RuleFilter;
import dev.palisade.local.servicebus.filter.SqlAction;
import dev.palisade.local.servicebus.filter.SqlFilter;
import dev.palisade.local.servicebus.filter.SqlSyntaxException;
import dev.palisade.local.servicebus.filter.SystemProperty;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The form that rules are kept in. */
final class RuleJson {
    private RuleJson() {}

    static void write(Rule rule, ObjectNode json) {
        json.put("name", rule.name());
        if (rule.filter() instanceof SqlFilter sql) {
            json.put("sql", sql.expression());
            write(sql.parameters(), json.putObject("parameters"));
        } else if (rule.filter() instanceof CorrelationFilter correlation) {
            ObjectNode system = json.putObject("correlation");
            correlation.system().forEach((property, value) -> system.put(property.name(), value));
            write(correlation.user(), json.putObject("properties"));
        } else {
            json.put("all", rule.filter() instanceof RuleFilter.All);
        }
        rule.action().ifPresent(action -> {
            json.put("action", action.expression());
            write(action.parameters(), json.putObject("actionParameters"));
        });
    }

    static Rule read(JsonNode json) {
        String name = json.required("name").asText();
        try {
            Optional<SqlAction> action = json.has("action")
                    ? Optional.of(new SqlAction(json.get("action").asText(), values(json.required("actionParameters"))))
                    : Optional.empty();
            return new Rule(name, filter(json), action);
        } catch (SqlSyntaxException unreadable) {
            throw new JournalException("The rule " + name + " of the message store is in no known grammar", unreadable);
        }
    }

    private static RuleFilter filter(JsonNode json) throws SqlSyntaxException {
        if (json.has("sql")) {
            return new SqlFilter(json.get("sql").asText(), values(json.required("parameters")));
        } else if (json.has("correlation")) {
            Map<SystemProperty, String> system = new EnumMap<>(SystemProperty.class);
            json.get("correlation")
                    .properties()
                    .forEach(field -> system.put(
                            SystemProperty.valueOf(field.getKey()),
                            field.getValue().asText()));
            return new CorrelationFilter(system, values(json.required("properties")));
        }
        return json.required("all").asBoolean() ? new RuleFilter.All() : new RuleFilter.None();
    }

    private static void write(Map<String, Object> values, ObjectNode json) {
        values.forEach((name, value) -> {
            LiteralType type = LiteralType.of(value);
            json.putObject(name).put("type", type.xmlName()).put("value", type.write(value));
        });
    }

    private static Map<String, Object> values(JsonNode json) {
        Map<String, Object> values = new LinkedHashMap<>();
        json.properties().forEach(field -> {
            JsonNode value = field.getValue();
            LiteralType type =
                    LiteralType.named(value.required("type").asText()).orElse(LiteralType.STRING);
            values.put(field.getKey(), type.read(value.required("value").asText()));
        });
        return values;
    }
}
