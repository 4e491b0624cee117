package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.filter.CorrelationFilter;
import dev.palisade.local.servicebus.filter.Rule;
import dev.palisade.local.servicebus.filter.RuleFilter;
import dev.palisade.local.servicebus.filter.SqlAction;
import dev.palisade.local.servicebus.filter.SqlFilter;
import dev.palisade.local.servicebus.filter.SqlSyntaxException;
import dev.palisade.local.servicebus.filter.SystemProperty;
import dev.palisade.local.servicebus.message.PropertyValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.DescribedType;
import org.apache.qpid.proton.amqp.UnknownDescribedType;
import org.apache.qpid.proton.amqp.UnsignedLong;

/** Rules as AMQP carries them: as maps where they are added, as described lists where they are enumerated. */
final class RuleCodec {
    // As Microsoft's page on these operations has them; those of the filters have one digit less.
    private static final long RULE = 0x13700000004L;
    private static final long NO_ACTION = 0x13700000005L;
    private static final long SQL_ACTION = 0x13700000006L;
    private static final long SQL_FILTER = 0x1370000006L;
    private static final long TRUE_FILTER = 0x1370000007L;
    private static final long FALSE_FILTER = 0x1370000008L;
    private static final long CORRELATION_FILTER = 0x1370000009L;

    /** The fields of a correlation filter, in the order of its described list. */
    private enum Field {
        CORRELATION_ID(SystemProperty.CORRELATION_ID, "correlation-id"),
        MESSAGE_ID(SystemProperty.MESSAGE_ID, "message-id"),
        TO(SystemProperty.TO, "to"),
        REPLY_TO(SystemProperty.REPLY_TO, "reply-to"),
        LABEL(SystemProperty.LABEL, "label"),
        SESSION_ID(SystemProperty.SESSION_ID, "session-id"),
        REPLY_TO_SESSION_ID(SystemProperty.REPLY_TO_SESSION_ID, "reply-to-session-id"),
        CONTENT_TYPE(SystemProperty.CONTENT_TYPE, "content-type");

        private final SystemProperty property;
        private final String key;

        Field(SystemProperty property, String key) {
            this.property = property;
            this.key = key;
        }
    }

    private RuleCodec() {}

    static Rule decode(String name, Arguments description) throws BadRequestException {
        if (name.isBlank() || name.length() > Rule.LONGEST_NAME || name.contains("/")) {
            throw new BadRequestException(
                    "A rule's name has 1 to " + Rule.LONGEST_NAME + " characters, and no / among them");
        }
        try {
            Optional<SqlAction> action = description.has("sql-rule-action")
                    ? Optional.of(
                            new SqlAction(description.map("sql-rule-action").text("expression"), Map.of()))
                    : Optional.empty();
            return new Rule(name, filter(description), action);
        } catch (SqlSyntaxException refused) {
            throw new BadRequestException("The rule '" + name + "' cannot be added. " + refused.getMessage());
        }
    }

    private static RuleFilter filter(Arguments description) throws BadRequestException, SqlSyntaxException {
        if (description.has("sql-filter")) {
            return new SqlFilter(description.map("sql-filter").text("expression"), Map.of());
        } else if (description.has("correlation-filter")) {
            return correlation(description.map("correlation-filter"));
        }
        throw new BadRequestException("The rule must have a sql-filter or a correlation-filter");
    }

    private static RuleFilter correlation(Arguments filter) throws BadRequestException {
        Map<SystemProperty, String> system = new EnumMap<>(SystemProperty.class);
        for (Field field : Field.values()) {
            filter.optionalText(field.key).ifPresent(value -> system.put(field.property, value));
        }
        Map<String, Object> user = filter.properties("properties");
        if ((system.isEmpty() && user.isEmpty()) || user.containsValue(null)) {
            throw new BadRequestException(
                    "A correlation-filter must name at least one property, and none without a value");
        }
        return new CorrelationFilter(system, user);
    }

    static DescribedType encode(Rule rule) {
        return described(
                RULE,
                encode(rule.filter()),
                rule.action()
                        .map(action -> described(SQL_ACTION, action.expression()))
                        .orElseGet(() -> described(NO_ACTION)),
                rule.name());
    }

    private static DescribedType encode(RuleFilter filter) {
        if (filter instanceof SqlFilter sql) {
            return described(SQL_FILTER, sql.expression());
        } else if (filter instanceof CorrelationFilter correlation) {
            List<Object> fields = new ArrayList<>();
            for (Field field : Field.values()) {
                fields.add(correlation.system().get(field.property));
            }
            fields.add(PropertyValues.encodable(correlation.user()));
            return described(CORRELATION_FILTER, fields.toArray());
        }
        return described(filter instanceof RuleFilter.All ? TRUE_FILTER : FALSE_FILTER);
    }

    private static DescribedType described(long descriptor, Object... fields) {
        return new UnknownDescribedType(UnsignedLong.valueOf(descriptor), Arrays.asList(fields));
    }
}
