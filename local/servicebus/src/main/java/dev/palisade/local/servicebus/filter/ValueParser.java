package dev.palisade.local.servicebus.filter;

import java.util.Locale;
import java.util.Set;

/** Reads values: constants, properties, functions and arithmetic, {@code * / %} binding closer than {@code + -}. */
final class ValueParser {
    private static final Set<String> KEYWORDS = Set.of(
            "AND", "OR", "NOT", "LIKE", "ESCAPE", "IN", "IS", "NULL", "EXISTS", "TRUE", "FALSE", "SET", "REMOVE");
    private static final String A_VALUE = "a value";
    private static final String WRITE_A_VALUE = "Write a constant, a property or a function";
    private static final String WRITE_A_NAME =
            "Write its name; one that is a keyword or holds other characters goes in square brackets";

    private final TokenReader tokens;

    ValueParser(TokenReader tokens) {
        this.tokens = tokens;
    }

    Value parse() throws SqlSyntaxException {
        return continueSum(parseProduct());
    }

    /** Reads on after a value that has been read already. */
    Value continueFrom(Value first) throws SqlSyntaxException {
        return continueSum(continueProduct(first));
    }

    private Value continueSum(Value first) throws SqlSyntaxException {
        Value value = first;
        while (tokens.peek().isSymbol("+") || tokens.peek().isSymbol("-")) {
            value = new Value.Arithmetic(tokens.take().text(), value, parseProduct());
        }
        return value;
    }

    private Value parseProduct() throws SqlSyntaxException {
        return continueProduct(parseSigned());
    }

    private Value continueProduct(Value first) throws SqlSyntaxException {
        Value value = first;
        while (tokens.peek().isSymbol("*")
                || tokens.peek().isSymbol("/")
                || tokens.peek().isSymbol("%")) {
            value = new Value.Arithmetic(tokens.take().text(), value, parseSigned());
        }
        return value;
    }

    private Value parseSigned() throws SqlSyntaxException {
        tokens.descend();
        Value value;
        if (tokens.takeSymbol("-")) {
            value = new Value.Negation(parseSigned());
        } else if (tokens.takeSymbol("+")) {
            value = parseSigned();
        } else {
            value = parsePrimary();
        }
        tokens.ascend();
        return value;
    }

    private Value parsePrimary() throws SqlSyntaxException {
        if (tokens.takeSymbol("(")) {
            Value inner = parse();
            tokens.expectSymbol(")", "Close the parenthesis");
            return inner;
        }
        return switch (tokens.peek().kind()) {
            case CONSTANT -> new Value.Constant(tokens.take().value());
            case PARAMETER -> new Value.Parameter(tokens.take().text());
            case NAME -> parseProperty();
            case WORD -> parseWord();
            case SYMBOL, END -> throw tokens.expected(A_VALUE, WRITE_A_VALUE);
        };
    }

    private Value parseWord() throws SqlSyntaxException {
        if (tokens.takeWord("TRUE")) {
            return new Value.Constant(true);
        } else if (tokens.takeWord("FALSE")) {
            return new Value.Constant(false);
        } else if (tokens.takeWord("NULL")) {
            return new Value.Constant(null);
        }
        return tokens.peekSecond().isSymbol("(") ? parseFunction() : parseProperty();
    }

    private Value parseFunction() throws SqlSyntaxException {
        if (isKeyword(tokens.peek())) {
            throw tokens.expected(A_VALUE, WRITE_A_VALUE);
        }
        Token name = tokens.take();
        tokens.expectSymbol("(", "Give the function its arguments");
        Value function;
        if (name.isWord("newid")) {
            function = new Value.NewId();
        } else if (name.isWord("property") || name.isWord("p")) {
            function = new Value.NamedProperty(parse());
        } else {
            throw new SqlSyntaxException(
                    name.position(),
                    "there is no function " + name.text(),
                    "The functions are newid() and property(name)");
        }
        tokens.expectSymbol(")", "Close the function's parenthesis");
        return function;
    }

    /** Reads {@code [sys.|user.]name}. */
    Value.Property parseProperty() throws SqlSyntaxException {
        Token first = identifier();
        if (!tokens.peek().isSymbol(".") || first.kind() != Token.Kind.WORD) {
            return new Value.UserProperty(first.text());
        }
        tokens.take();
        if (first.isWord("user")) {
            return new Value.UserProperty(identifier().text());
        } else if (first.isWord("sys")) {
            return systemProperty(identifier());
        }
        throw new SqlSyntaxException(
                first.position(),
                "there is no scope " + first.text(),
                "The scopes are sys and user; a name that holds a point goes in square brackets");
    }

    private static Value.Property systemProperty(Token name) throws SqlSyntaxException {
        SystemProperty property = SystemProperty.named(name.text())
                .orElseThrow(() -> new SqlSyntaxException(
                        name.position(),
                        "there is no system property " + name.text(),
                        "For a property of the sender's own, leave out sys."));
        return new Value.SystemValue(property);
    }

    private Token identifier() throws SqlSyntaxException {
        Token token = tokens.peek();
        boolean named = token.kind() == Token.Kind.NAME || (token.kind() == Token.Kind.WORD && !isKeyword(token));
        if (!named || token.text().isEmpty()) {
            throw tokens.expected("a property", WRITE_A_NAME);
        }
        return tokens.take();
    }

    private static boolean isKeyword(Token word) {
        return word.kind() == Token.Kind.WORD && KEYWORDS.contains(word.text().toUpperCase(Locale.ROOT));
    }
}
