package dev.palisade.local.servicebus.admin;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A rule as the SDKs describe it. */
final class RuleXml {
    static final String ROOT = "RuleDescription";

    private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema";
    private static final String SQL_EXPRESSION = "SqlExpression";
    private static final String PARAMETERS = "Parameters";
    private static final String PROPERTIES = "Properties";
    /** The fields of a correlation filter, in Service Bus' own order. */
    private static final List<SystemProperty> CORRELATED = List.of(
            SystemProperty.CORRELATION_ID,
            SystemProperty.MESSAGE_ID,
            SystemProperty.TO,
            SystemProperty.REPLY_TO,
            SystemProperty.LABEL,
            SystemProperty.SESSION_ID,
            SystemProperty.REPLY_TO_SESSION_ID,
            SystemProperty.CONTENT_TYPE);

    private RuleXml() {}

    static Rule read(String name, DescriptionReader problems, XmlElement rule) {
        for (XmlElement child : rule.children()) {
            if (!Set.of("Filter", "Action", "Name", "CreatedAt").contains(child.name())) {
                problems.problem(child.name() + " is not known in a rule; leave it out.");
            }
        }
        RuleFilter filter =
                rule.child("Filter").map(given -> readFilter(given, problems)).orElseGet(RuleFilter.All::new);
        return new Rule(name, filter, rule.child("Action").flatMap(given -> readAction(given, problems)));
    }

    private static RuleFilter readFilter(XmlElement filter, DescriptionReader problems) {
        try {
            return switch (filter.type()) {
                case "TrueFilter" -> new RuleFilter.All();
                case "FalseFilter" -> new RuleFilter.None();
                case "SqlFilter" -> new SqlFilter(expression(filter), values(filter, PARAMETERS, problems));
                case "CorrelationFilter" -> readCorrelation(filter, problems);
                default -> {
                    problems.problem("There is no filter of the type '" + filter.type()
                            + "'; write SqlFilter, CorrelationFilter, TrueFilter or FalseFilter.");
                    yield new RuleFilter.None();
                }
            };
        } catch (SqlSyntaxException refused) {
            problems.problem("The filter is not in the grammar. " + refused.getMessage());
            return new RuleFilter.None();
        }
    }

    private static Optional<SqlAction> readAction(XmlElement action, DescriptionReader problems) {
        if (action.type().equals("EmptyRuleAction") || action.type().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SqlAction(expression(action), values(action, PARAMETERS, problems)));
        } catch (SqlSyntaxException refused) {
            problems.problem("The action is not in the grammar. " + refused.getMessage());
            return Optional.empty();
        }
    }

    private static String expression(XmlElement element) {
        return element.text(SQL_EXPRESSION).orElse("");
    }

    private static RuleFilter readCorrelation(XmlElement filter, DescriptionReader problems) {
        Map<SystemProperty, String> system = new EnumMap<>(SystemProperty.class);
        for (SystemProperty property : CORRELATED) {
            filter.text(property.sqlName()).ifPresent(value -> system.put(property, value));
        }
        Map<String, Object> user = values(filter, PROPERTIES, problems);
        if (system.isEmpty() && user.isEmpty()) {
            problems.problem("A CorrelationFilter must name at least one property.");
        }
        return new CorrelationFilter(system, user);
    }

    private static Map<String, Object> values(XmlElement parent, String name, DescriptionReader problems) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<XmlElement> pairs = parent.child(name).map(XmlElement::children).orElse(List.of());
        for (XmlElement pair : pairs) {
            String key = pair.text("Key").orElse("");
            Optional<XmlElement> value = pair.child("Value");
            if (key.isEmpty() || value.isEmpty()) {
                problems.problem("Each of the " + name + " must have a Key and a Value.");
            } else {
                readValue(key, value.get(), problems).ifPresent(read -> values.put(key, read));
            }
        }
        return values;
    }

    private static Optional<Object> readValue(String key, XmlElement value, DescriptionReader problems) {
        String type = value.type().isEmpty() ? LiteralType.STRING.xmlName() : value.type();
        try {
            Optional<Object> read = LiteralType.named(type).map(known -> known.read(value.text()));
            if (read.isEmpty()) {
                problems.problem("The value of " + key + " is of the type " + type + ", which is not taken here.");
            }
            return read;
        } catch (IllegalArgumentException malformed) {
            problems.problem("The value of " + key + " is no " + type + "; correct it.");
            return Optional.empty();
        }
    }

    static void write(Rule rule, AtomWriter.Times times, XmlOutput out) {
        writeFilter(rule.filter(), out);
        out.open("Action").attribute("i:type", rule.action().isPresent() ? "SqlRuleAction" : "EmptyRuleAction");
        rule.action().ifPresent(action -> writeSql(action.expression(), action.parameters(), out));
        out.close().element("CreatedAt", times.created()).element("Name", rule.name());
    }

    private static void writeFilter(RuleFilter filter, XmlOutput out) {
        out.open("Filter");
        if (filter instanceof SqlFilter sql) {
            out.attribute("i:type", "SqlFilter");
            writeSql(sql.expression(), sql.parameters(), out);
        } else if (filter instanceof CorrelationFilter correlation) {
            out.attribute("i:type", "CorrelationFilter");
            CORRELATED.forEach(property -> out.element(
                    property.sqlName(), Optional.ofNullable(correlation.system().get(property))));
            writeValues(PROPERTIES, correlation.user(), out);
        } else {
            boolean all = filter instanceof RuleFilter.All;
            out.attribute("i:type", all ? "TrueFilter" : "FalseFilter");
            writeSql(all ? "1=1" : "1=0", Map.of(), out);
        }
        out.close();
    }

    private static void writeSql(String expression, Map<String, Object> parameters, XmlOutput out) {
        out.element(SQL_EXPRESSION, expression).element("CompatibilityLevel", 20);
        writeValues(PARAMETERS, parameters, out);
    }

    private static void writeValues(String name, Map<String, Object> values, XmlOutput out) {
        if (values.isEmpty()) {
            return;
        }
        out.open(name);
        values.forEach((key, value) -> {
            LiteralType type = LiteralType.of(value);
            out.open("KeyValueOfstringanyType").element("Key", key);
            out.open("Value").attribute("xmlns:d6p1", SCHEMA).attribute("i:type", "d6p1:" + type.xmlName());
            out.text(type.write(value)).close().close();
        });
        out.close();
    }
}
