package dev.palisade.local.servicebus.filter;

import java.util.ArrayList;
import java.util.List;

/** Reads actions: SET and REMOVE statements, with semicolons between them or without. */
final class ActionParser {
    /** Azure's limit. */
    private static final int MOST_STATEMENTS = 32;

    private final TokenReader tokens;
    private final ValueParser values;

    private ActionParser(TokenReader tokens) {
        this.tokens = tokens;
        this.values = new ValueParser(tokens);
    }

    static List<Statement> parse(String expression) throws SqlSyntaxException {
        ActionParser parser = new ActionParser(new TokenReader(expression));
        List<Statement> statements = new ArrayList<>();
        do {
            statements.add(parser.parseStatement());
            while (parser.tokens.takeSymbol(";") || parser.tokens.takeSymbol(",")) {
                // Separators are optional, and may end an action.
            }
        } while (parser.tokens.peek().kind() != Token.Kind.END && statements.size() < MOST_STATEMENTS);
        if (parser.tokens.peek().kind() != Token.Kind.END) {
            throw parser.tokens.expected(
                    "the end after " + MOST_STATEMENTS + " statements", "Set fewer properties in one action");
        }
        return List.copyOf(statements);
    }

    private Statement parseStatement() throws SqlSyntaxException {
        if (tokens.takeWord("SET")) {
            Value.Property property = writable();
            tokens.expectSymbol("=", "Write SET name = value");
            return new Statement.Assign(property, values.parse());
        } else if (tokens.takeWord("REMOVE")) {
            return new Statement.Remove(writable());
        }
        throw tokens.expected("SET or REMOVE", "Write SET name = value, or REMOVE name");
    }

    private Value.Property writable() throws SqlSyntaxException {
        int position = tokens.peek().position();
        Value.Property property = values.parseProperty();
        if (property instanceof Value.SystemValue system && !system.property().isWritable()) {
            throw new SqlSyntaxException(
                    position,
                    "the broker alone sets sys." + system.property().sqlName(),
                    "Remove the statement, or set a property of your own");
        }
        return property;
    }
}
