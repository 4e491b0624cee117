package dev.palisade.local.servicebus.filter;

/**
 * The pattern of a LIKE: {@code %} stands for any characters, {@code _} for one. Matched in time proportional to text
 * times pattern at worst, whatever the pattern.
 */
final class LikePattern {
    private final String characters;
    private final boolean[] wildcard;

    private LikePattern(String characters, boolean[] wildcard) {
        this.characters = characters;
        this.wildcard = wildcard;
    }

    /** @param escape the character that makes the next one stand for itself; empty for none */
    static LikePattern of(String pattern, String escape) throws FilterException {
        if (escape.length() > 1) {
            throw new FilterException("ESCAPE takes a String of one character");
        }
        StringBuilder characters = new StringBuilder();
        boolean[] wildcard = new boolean[pattern.length()];
        for (int i = 0; i < pattern.length(); i++) {
            boolean escaped = !escape.isEmpty() && pattern.charAt(i) == escape.charAt(0);
            if (escaped && ++i == pattern.length()) {
                throw new FilterException("The pattern of a LIKE ends with its escape character");
            }
            char character = pattern.charAt(i);
            wildcard[characters.length()] = !escaped && (character == '%' || character == '_');
            characters.append(character);
        }
        return new LikePattern(characters.toString(), wildcard);
    }

    boolean matches(String text) {
        int at = 0;
        int next = 0;
        // Where to try again, with one more character taken by the last %.
        int lastPercent = -1;
        int resumeAt = 0;
        while (at < text.length()) {
            if (isPercent(next)) {
                lastPercent = next++;
                resumeAt = at;
            } else if (matchesOne(next, text.charAt(at))) {
                next++;
                at++;
            } else if (lastPercent >= 0) {
                next = lastPercent + 1;
                at = ++resumeAt;
            } else {
                return false;
            }
        }
        while (isPercent(next)) {
            next++;
        }
        return next == characters.length();
    }

    private boolean isPercent(int index) {
        return index < characters.length() && wildcard[index] && characters.charAt(index) == '%';
    }

    private boolean matchesOne(int index, char character) {
        return index < characters.length() && (wildcard[index] || characters.charAt(index) == character);
    }
}
