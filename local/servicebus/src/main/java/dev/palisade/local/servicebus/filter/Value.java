package dev.palisade.local.servicebus.filter;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A part of an expression that has a value; null where it asks for something that is not there. */
sealed interface Value extends Node {
    @Nullable
    Object evaluate(Scope scope) throws FilterException;

    record Constant(@Nullable Object value) implements Value {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            return value;
        }
    }

    record Parameter(String name) implements Value {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            return Operand.of(scope.parameters().get(name));
        }
    }

    /** A property as an expression names it. */
    sealed interface Property extends Value {
        boolean exists(PropertySet properties);
    }

    record UserProperty(String name) implements Property {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            return Operand.of(scope.properties().user(name));
        }

        @Override
        public boolean exists(PropertySet properties) {
            return properties.hasUser(name);
        }
    }

    record SystemValue(SystemProperty property) implements Property {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            return Operand.of(scope.properties().system(property));
        }

        @Override
        public boolean exists(PropertySet properties) {
            return properties.system(property) != null;
        }
    }

    /** The function {@code property(name)}: a user property whose name is computed. */
    record NamedProperty(Value name) implements Value {
        @Override
        public @Nullable Object evaluate(Scope scope) throws FilterException {
            Object computed = name.evaluate(scope);
            if (computed == null) {
                return null;
            }
            if (computed instanceof String text) {
                return Operand.of(scope.properties().user(text));
            }
            throw new FilterException("The function property takes a String, not a " + Operand.typeOf(computed));
        }
    }

    /** The function {@code newid()}: another random UUID each time. */
    record NewId() implements Value {
        @Override
        public Object evaluate(Scope scope) {
            return UUID.randomUUID();
        }
    }

    record Negation(Value operand) implements Value {
        @Override
        public @Nullable Object evaluate(Scope scope) throws FilterException {
            Object value = operand.evaluate(scope);
            return value == null ? null : Operators.negate(value);
        }
    }

    record Arithmetic(String operator, Value left, Value right) implements Value {
        @Override
        public @Nullable Object evaluate(Scope scope) throws FilterException {
            Object a = left.evaluate(scope);
            Object b = right.evaluate(scope);
            return a == null || b == null ? null : Operators.calculate(operator, a, b);
        }
    }
}
