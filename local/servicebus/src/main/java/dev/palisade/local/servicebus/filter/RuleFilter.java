package dev.palisade.local.servicebus.filter;

import java.util.Map;

/** Selects messages by their properties. */
public sealed interface RuleFilter permits SqlFilter, CorrelationFilter, RuleFilter.All, RuleFilter.None {
    /** Whether it selects the message; what is unknown is not selected. */
    boolean matches(PropertySet properties) throws FilterException;

    /** Selects every message. */
    record All() implements RuleFilter {
        @Override
        public boolean matches(PropertySet properties) {
            return true;
        }
    }

    /** Selects no message. */
    record None() implements RuleFilter {
        @Override
        public boolean matches(PropertySet properties) {
            return false;
        }
    }

    /** A filter of an SQL expression without parameters. */
    static RuleFilter sql(String expression) throws SqlSyntaxException {
        return new SqlFilter(expression, Map.of());
    }
}
