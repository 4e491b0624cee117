package dev.palisade.local.servicebus.filter;

import java.util.Map;

/** Selects the messages on which an SQL expression is true. Two of them are equal if they are written alike. */
public final class SqlFilter implements RuleFilter {
    private final String expression;
    private final Map<String, Object> parameters;
    private final Condition condition;

    /** @param parameters the values of what the expression calls {@code @name}, by name with the {@code @} */
    public SqlFilter(String expression, Map<String, Object> parameters) throws SqlSyntaxException {
        this.expression = expression;
        this.parameters = Map.copyOf(parameters);
        this.condition = ConditionParser.parse(expression);
    }

    public String expression() {
        return expression;
    }

    public Map<String, Object> parameters() {
        return parameters;
    }

    @Override
    public boolean matches(PropertySet properties) throws FilterException {
        return condition.test(new Scope(properties, parameters)) == Truth.TRUE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SqlFilter that
                && expression.equals(that.expression)
                && parameters.equals(that.parameters);
    }

    @Override
    public int hashCode() {
        return expression.hashCode();
    }

    @Override
    public String toString() {
        return expression;
    }
}
