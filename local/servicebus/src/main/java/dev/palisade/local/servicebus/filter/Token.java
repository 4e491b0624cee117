package dev.palisade.local.servicebus.filter;

import org.jspecify.annotations.Nullable;

/**
 * One word of an expression.
 *
 * @param text as it was written; of a name or a string, what its quotes hold
 * @param value of a constant
 * @param position of its first character, counted from 1
 */
record Token(Kind kind, String text, @Nullable Object value, int position) {
    enum Kind {
        /** A keyword or an identifier without quotes. */
        WORD,
        /** An identifier in brackets or double quotes. */
        NAME,
        CONSTANT,
        PARAMETER,
        SYMBOL,
        END
    }

    boolean isWord(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    String describe() {
        return kind == Kind.END ? "the end" : "\"" + text + "\"";
    }
}
