package dev.palisade.local.servicebus.filter;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;

/**
 * Comparison and arithmetic with the promotions of C#: whole numbers stay whole, a double makes both sides double.
 * Beyond that, strings can be ordered (by code unit), as Service Bus' users expect of SQL.
 */
final class Operators {
    private Operators() {}

    /** Whether two operands are equal; throws if they are of kinds that C# does not compare. */
    static boolean equal(Object left, Object right) throws FilterException {
        if (left instanceof Number a && right instanceof Number b) {
            return compare(a, b) == 0;
        }
        if (!left.getClass().equals(right.getClass())) {
            throw mismatch("=", left, right);
        }
        return left.equals(right);
    }

    /** Negative, 0 or positive, as the left one is less than, equal to or greater than the right one. */
    static int order(String operator, Object left, Object right) throws FilterException {
        if (left instanceof Number a && right instanceof Number b) {
            return compare(a, b);
        } else if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        } else if (left instanceof Instant a && right instanceof Instant b) {
            return a.compareTo(b);
        } else if (left instanceof Duration a && right instanceof Duration b) {
            return a.compareTo(b);
        }
        throw mismatch(operator, left, right);
    }

    private static int compare(Number left, Number right) {
        if (left instanceof Double || right instanceof Double) {
            return Double.compare(left.doubleValue(), right.doubleValue());
        }
        return decimal(left).compareTo(decimal(right));
    }

    static Object calculate(String operator, Object left, Object right) throws FilterException {
        if (operator.equals("+") && (left instanceof String || right instanceof String)) {
            return text(left) + text(right);
        }
        if (left instanceof Number a && right instanceof Number b) {
            return calculateNumbers(operator, a, b);
        }
        if (operator.equals("-") && left instanceof Instant later && right instanceof Instant earlier) {
            return Duration.between(earlier, later);
        }
        if (right instanceof Duration span && (operator.equals("+") || operator.equals("-"))) {
            Duration signed = operator.equals("+") ? span : span.negated();
            if (left instanceof Instant time) {
                return time.plus(signed);
            } else if (left instanceof Duration other) {
                return other.plus(signed);
            }
        }
        throw mismatch(operator, left, right);
    }

    static Object negate(Object operand) throws FilterException {
        if (operand instanceof Duration span) {
            return span.negated();
        } else if (operand instanceof Number) {
            return calculate("-", 0L, operand);
        }
        throw new FilterException("The operator - does not take a " + Operand.typeOf(operand));
    }

    private static Object calculateNumbers(String operator, Number left, Number right) throws FilterException {
        if (left instanceof Double || right instanceof Double) {
            return ofDoubles(operator, left.doubleValue(), right.doubleValue());
        }
        boolean divides = operator.equals("/") || operator.equals("%");
        if (divides && decimal(right).signum() == 0) {
            throw new FilterException("A whole number was divided by zero");
        }
        return left instanceof BigDecimal || right instanceof BigDecimal
                ? ofDecimals(operator, decimal(left), decimal(right))
                : ofLongs(operator, left.longValue(), right.longValue());
    }

    private static double ofDoubles(String operator, double left, double right) {
        return switch (operator) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> left / right;
            default -> left % right;
        };
    }

    private static long ofLongs(String operator, long left, long right) {
        return switch (operator) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> left / right;
            default -> left % right;
        };
    }

    private static BigDecimal ofDecimals(String operator, BigDecimal left, BigDecimal right) {
        return switch (operator) {
            case "+" -> left.add(right);
            case "-" -> left.subtract(right);
            case "*" -> left.multiply(right);
            case "/" -> left.divide(right, MathContext.DECIMAL128);
            default -> left.remainder(right);
        };
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
    }

    /** As C# writes a value into a string. */
    static String text(Object operand) {
        if (operand instanceof Double number && number == Math.rint(number) && !Double.isInfinite(number)) {
            return BigDecimal.valueOf(number).setScale(0).toPlainString();
        }
        return operand instanceof Boolean flag ? (flag ? "True" : "False") : operand.toString();
    }

    private static FilterException mismatch(String operator, Object left, Object right) {
        return new FilterException("The operator " + operator + " does not take a " + Operand.typeOf(left) + " and a "
                + Operand.typeOf(right));
    }
}
