package dev.palisade.local.servicebus.filter;

import java.util.List;
import java.util.Map;

/** Changes the properties of a message's copy. Two of them are equal if they are written alike. */
public final class SqlAction {
    private final String expression;
    private final Map<String, Object> parameters;
    private final List<Statement> statements;

    /** @param parameters the values of what the expression calls {@code @name}, by name with the {@code @} */
    public SqlAction(String expression, Map<String, Object> parameters) throws SqlSyntaxException {
        this.expression = expression;
        this.parameters = Map.copyOf(parameters);
        this.statements = ActionParser.parse(expression);
    }

    public String expression() {
        return expression;
    }

    public Map<String, Object> parameters() {
        return parameters;
    }

    /** The properties as they are after the action; the given ones stay as they are. */
    public PropertySet apply(PropertySet properties) throws FilterException {
        PropertySet changed = new PropertySet(properties);
        for (Statement statement : statements) {
            statement.perform(new Scope(changed, parameters));
        }
        return changed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SqlAction that
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
