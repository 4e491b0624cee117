package dev.palisade.local.servicebus.filter;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Selects the messages whose properties equal all those given, strings in their case. Unlike an SQL filter, it takes
 * values of different kinds for different, and never fails.
 */
public record CorrelationFilter(Map<SystemProperty, String> system, Map<String, Object> user) implements RuleFilter {
    public CorrelationFilter {
        system = Map.copyOf(system);
        user = Map.copyOf(user);
    }

    @Override
    public boolean matches(PropertySet properties) {
        return system.entrySet().stream()
                        .allMatch(wanted -> equal(wanted.getValue(), properties.system(wanted.getKey())))
                && user.entrySet().stream()
                        .allMatch(wanted -> equal(wanted.getValue(), properties.user(wanted.getKey())));
    }

    private static boolean equal(Object wanted, @Nullable Object found) {
        Object left = Operand.of(wanted);
        Object right = Operand.of(found);
        try {
            return left != null && right != null && Operators.equal(left, right);
        } catch (FilterException ofAnotherKind) {
            return false;
        }
    }
}
