package dev.palisade.local.servicebus.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Splits an expression into its words. */
final class Tokenizer {
    private static final List<String> SYMBOLS =
            List.of("<>", "<=", ">=", "!=", "=", "<", ">", "+", "-", "*", "/", "%", "(", ")", ",", ".", ";");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokenizer(String text) {
        this.text = text;
    }

    /** All words, and after them one of the kind END. */
    static List<Token> split(String text) throws SqlSyntaxException {
        Tokenizer tokenizer = new Tokenizer(text);
        while (tokenizer.skipBlanks()) {
            tokenizer.read();
        }
        tokenizer.add(Token.Kind.END, "", null, text.length());
        return tokenizer.tokens;
    }

    private boolean skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    private void read() throws SqlSyntaxException {
        char first = text.charAt(at);
        int start = at;
        if (Character.isLetter(first)) {
            add(Token.Kind.WORD, take(Tokenizer::isWordPart), null, start);
        } else if (isDigit(first)) {
            readNumber();
        } else if (first == '\'') {
            String content = quoted('\'', "a string");
            add(Token.Kind.CONSTANT, content, content, start);
        } else if (first == '"') {
            add(Token.Kind.NAME, quoted('"', "a name"), null, start);
        } else if (first == '[') {
            add(Token.Kind.NAME, quoted(']', "a name"), null, start);
        } else if (first == '@') {
            at++;
            add(Token.Kind.PARAMETER, "@" + take(Tokenizer::isWordPart), null, start);
        } else {
            readSymbol();
        }
    }

    /** What is between a quote and the next one that is not doubled. */
    private String quoted(char end, String what) throws SqlSyntaxException {
        int start = at++;
        StringBuilder content = new StringBuilder();
        while (at < text.length()) {
            char character = text.charAt(at++);
            if (character != end) {
                content.append(character);
            } else if (at < text.length() && text.charAt(at) == end) {
                content.append(end);
                at++;
            } else {
                return content.toString();
            }
        }
        throw new SqlSyntaxException(
                start + 1, what + " begins here and does not end", "Close it with " + end + "; inside, write it twice");
    }

    private void readNumber() throws SqlSyntaxException {
        int start = at;
        take(Tokenizer::isDigit);
        boolean fraction = readFraction();
        boolean exponent = readExponent();
        String digits = text.substring(start, at);
        try {
            Object value = fraction || exponent ? (Object) Double.valueOf(digits) : Long.valueOf(digits);
            add(Token.Kind.CONSTANT, digits, value, start);
        } catch (NumberFormatException tooLarge) {
            throw new SqlSyntaxException(
                    start + 1, digits + " is larger than any whole number here", "Write it with a decimal point");
        }
    }

    private boolean readFraction() {
        if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
            at++;
            take(Tokenizer::isDigit);
            return true;
        }
        return false;
    }

    private boolean readExponent() {
        int digits = at + 1;
        if (digits < text.length() && (text.charAt(digits) == '+' || text.charAt(digits) == '-')) {
            digits++;
        }
        boolean exponent = at < text.length()
                && Character.toUpperCase(text.charAt(at)) == 'E'
                && digits < text.length()
                && isDigit(text.charAt(digits));
        if (exponent) {
            at = digits;
            take(Tokenizer::isDigit);
        }
        return exponent;
    }

    private void readSymbol() throws SqlSyntaxException {
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                add(Token.Kind.SYMBOL, symbol, null, at);
                at += symbol.length();
                return;
            }
        }
        throw new SqlSyntaxException(
                at + 1,
                "the character " + text.charAt(at) + " means nothing here",
                "Put a name that holds it in square brackets, a text in single quotes");
    }

    private String take(IntPredicate wanted) {
        int start = at;
        while (at < text.length() && wanted.test(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private void add(Token.Kind kind, String content, @Nullable Object value, int start) {
        tokens.add(new Token(kind, content, value, start + 1));
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isWordPart(int character) {
        return character == '_' || Character.isLetterOrDigit(character);
    }
}
