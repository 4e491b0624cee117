package dev.palisade.local.servicebus.filter;

import java.util.List;

/** Goes through the words of an expression, and says what is wrong at the one where it stands. */
final class TokenReader {
    /** Azure's limit, in characters. */
    static final int LONGEST_EXPRESSION = 1024;
    // Far more than anybody writes, and far less than what the stack of the broker's thread holds.
    private static final int DEEPEST_NESTING = 64;

    private final List<Token> tokens;
    private int next;
    private int depth;

    TokenReader(String expression) throws SqlSyntaxException {
        if (expression.length() > LONGEST_EXPRESSION) {
            throw new SqlSyntaxException(
                    LONGEST_EXPRESSION + 1,
                    "an expression is at most " + LONGEST_EXPRESSION + " characters long",
                    "Shorten it, or divide it into several rules");
        }
        tokens = Tokenizer.split(expression);
    }

    Token peek() {
        return tokens.get(next);
    }

    /** The word after the one where it stands. */
    Token peekSecond() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    /** The word where it stands; moves on, if that is not the end. */
    Token take() {
        Token token = peek();
        if (token.kind() != Token.Kind.END) {
            next++;
        }
        return token;
    }

    boolean takeWord(String keyword) {
        return takeIf(peek().isWord(keyword));
    }

    boolean takeSymbol(String symbol) {
        return takeIf(peek().isSymbol(symbol));
    }

    private boolean takeIf(boolean wanted) {
        if (wanted) {
            next++;
        }
        return wanted;
    }

    void expectSymbol(String symbol, String remedy) throws SqlSyntaxException {
        if (!takeSymbol(symbol)) {
            throw expected("\"" + symbol + "\"", remedy);
        }
    }

    void expectWord(String keyword, String remedy) throws SqlSyntaxException {
        if (!takeWord(keyword)) {
            throw expected(keyword, remedy);
        }
    }

    void expectEnd() throws SqlSyntaxException {
        if (peek().kind() != Token.Kind.END) {
            throw expected("the end", "Join conditions with AND or OR, or remove what follows");
        }
    }

    SqlSyntaxException expected(String what, String remedy) {
        Token found = peek();
        return new SqlSyntaxException(
                found.position(), "there should be " + what + ", but there is " + found.describe(), remedy);
    }

    void descend() throws SqlSyntaxException {
        if (++depth > DEEPEST_NESTING) {
            throw new SqlSyntaxException(
                    peek().position(),
                    "the expression is nested more than " + DEEPEST_NESTING + " deep",
                    "Simplify it");
        }
    }

    void ascend() {
        depth--;
    }
}
