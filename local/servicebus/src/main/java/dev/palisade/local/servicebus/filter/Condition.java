package dev.palisade.local.servicebus.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of an expression that is true, false or unknown. */
sealed interface Condition extends Node {
    Truth test(Scope scope) throws FilterException;

    record And(Condition left, Condition right) implements Condition {
        @Override
        public Truth test(Scope scope) throws FilterException {
            Truth first = left.test(scope);
            return first == Truth.FALSE ? first : first.and(right.test(scope));
        }
    }

    record Or(Condition left, Condition right) implements Condition {
        @Override
        public Truth test(Scope scope) throws FilterException {
            Truth first = left.test(scope);
            return first == Truth.TRUE ? first : first.or(right.test(scope));
        }
    }

    record Not(Condition negated) implements Condition {
        @Override
        public Truth test(Scope scope) throws FilterException {
            return negated.test(scope).not();
        }
    }

    record Comparison(String operator, Value left, Value right) implements Condition {
        @Override
        public Truth test(Scope scope) throws FilterException {
            Object a = left.evaluate(scope);
            Object b = right.evaluate(scope);
            return a == null || b == null ? Truth.UNKNOWN : Truth.of(holds(a, b));
        }

        private boolean holds(Object a, Object b) throws FilterException {
            return switch (operator) {
                case "=" -> Operators.equal(a, b);
                case "<>", "!=" -> !Operators.equal(a, b);
                case "<" -> Operators.order(operator, a, b) < 0;
                case "<=" -> Operators.order(operator, a, b) <= 0;
                case ">" -> Operators.order(operator, a, b) > 0;
                default -> Operators.order(operator, a, b) >= 0;
            };
        }
    }

    /** True also for a property that does not exist. */
    record IsNull(Value operand) implements Condition {
        @Override
        public Truth test(Scope scope) throws FilterException {
            return Truth.of(operand.evaluate(scope) == null);
        }
    }

    record Exists(Value.Property property) implements Condition {
        @Override
        public Truth test(Scope scope) {
            return Truth.of(property.exists(scope.properties()));
        }
    }

    record In(Value operand, List<Value> choices) implements Condition {
        @Override
        public Truth test(Scope scope) throws FilterException {
            Truth truth = Truth.FALSE;
            for (Value choice : choices) {
                truth = truth.or(new Comparison("=", operand, choice).test(scope));
                if (truth == Truth.TRUE) {
                    return truth;
                }
            }
            return truth;
        }
    }

    record Like(Value operand, Value pattern, @Nullable Value escape) implements Condition {
        @Override
        public Truth test(Scope scope) throws FilterException {
            Object text = operand.evaluate(scope);
            Object wildcards = pattern.evaluate(scope);
            Object escapeCharacter = escape == null ? "" : escape.evaluate(scope);
            if (text == null || wildcards == null || escapeCharacter == null) {
                return Truth.UNKNOWN;
            }
            if (text instanceof String a && wildcards instanceof String b && escapeCharacter instanceof String c) {
                return Truth.of(LikePattern.of(b, c).matches(a));
            }
            throw new FilterException("LIKE takes Strings only");
        }
    }
}
