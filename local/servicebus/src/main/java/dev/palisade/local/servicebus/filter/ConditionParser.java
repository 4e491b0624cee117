package dev.palisade.local.servicebus.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads conditions: NOT binds closer than AND, and AND closer than OR. */
final class ConditionParser {
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", "<=", ">", ">=");
    private static final String CLOSE = "Close the parenthesis";

    private final TokenReader tokens;
    private final ValueParser values;

    private ConditionParser(TokenReader tokens) {
        this.tokens = tokens;
        this.values = new ValueParser(tokens);
    }

    /** The condition that a whole filter is. */
    static Condition parse(String expression) throws SqlSyntaxException {
        ConditionParser parser = new ConditionParser(new TokenReader(expression));
        Condition condition = parser.condition(parser.parseOr());
        parser.tokens.expectEnd();
        return condition;
    }

    private Node parseOr() throws SqlSyntaxException {
        Node left = parseAnd();
        while (tokens.peek().isWord("OR")) {
            Condition first = condition(left);
            tokens.take();
            left = new Condition.Or(first, condition(parseAnd()));
        }
        return left;
    }

    private Node parseAnd() throws SqlSyntaxException {
        Node left = parseNot();
        while (tokens.peek().isWord("AND")) {
            Condition first = condition(left);
            tokens.take();
            left = new Condition.And(first, condition(parseNot()));
        }
        return left;
    }

    private Node parseNot() throws SqlSyntaxException {
        tokens.descend();
        Node node = tokens.takeWord("NOT") ? new Condition.Not(condition(parseNot())) : parsePredicate();
        tokens.ascend();
        return node;
    }

    private Node parsePredicate() throws SqlSyntaxException {
        if (tokens.takeWord("EXISTS")) {
            return parseExists();
        }
        if (!tokens.takeSymbol("(")) {
            return continueFrom(values.parse());
        }
        Node inner = parseOr();
        tokens.expectSymbol(")", CLOSE);
        return inner instanceof Value value ? continueFrom(values.continueFrom(value)) : inner;
    }

    private Condition parseExists() throws SqlSyntaxException {
        tokens.expectSymbol("(", "Put the property in parentheses, as in EXISTS(color)");
        Value.Property property = values.parseProperty();
        tokens.expectSymbol(")", CLOSE);
        return new Condition.Exists(property);
    }

    private Node continueFrom(Value left) throws SqlSyntaxException {
        if (tokens.peek().kind() == Token.Kind.SYMBOL
                && COMPARISONS.contains(tokens.peek().text())) {
            return new Condition.Comparison(tokens.take().text(), left, values.parse());
        } else if (tokens.peek().isWord("IS")) {
            return parseIsNull(left);
        }
        boolean negated = tokens.takeWord("NOT");
        if (tokens.takeWord("IN")) {
            return negatedIf(negated, new Condition.In(left, parseChoices()));
        } else if (tokens.takeWord("LIKE")) {
            return negatedIf(negated, parseLike(left));
        } else if (negated) {
            throw tokens.expected("IN or LIKE", "Write NOT IN, or NOT LIKE, or put NOT before the condition");
        }
        return left;
    }

    private Condition parseIsNull(Value left) throws SqlSyntaxException {
        if (!(left instanceof Value.Property)) {
            throw tokens.expected("a comparison", "IS NULL can be asked of a property only");
        }
        tokens.take();
        boolean negated = tokens.takeWord("NOT");
        tokens.expectWord("NULL", "Write IS NULL or IS NOT NULL");
        return negatedIf(negated, new Condition.IsNull(left));
    }

    private List<Value> parseChoices() throws SqlSyntaxException {
        tokens.expectSymbol("(", "Put the values in parentheses, as in IN ('a', 'b')");
        List<Value> choices = new ArrayList<>();
        do {
            choices.add(values.parse());
        } while (tokens.takeSymbol(","));
        tokens.expectSymbol(")", CLOSE);
        return List.copyOf(choices);
    }

    private Condition parseLike(Value left) throws SqlSyntaxException {
        Value pattern = values.parse();
        return new Condition.Like(left, pattern, tokens.takeWord("ESCAPE") ? values.parse() : null);
    }

    private static Condition negatedIf(boolean negated, Condition condition) {
        return negated ? new Condition.Not(condition) : condition;
    }

    private Condition condition(Node node) throws SqlSyntaxException {
        if (node instanceof Condition condition) {
            return condition;
        }
        throw tokens.expected("a comparison", "A value alone is no condition; compare it, as in color = 'red'");
    }
}
