package dev.palisade.planning.finding;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words within a finding's arguments. A finding carries them in English, as "security group nsg-1"; what is known as a phrase is said in
 * the reader's language, and everything else (names, IDs, numbers, words of the document) stands as it is.
 */
final class Phrases {
    private static final Texts TEXTS = new Texts("phrases");
    private static final List<Phrase> ALL = all();

    private Phrases() {}

    static String say(String argument, String value, Locale locale) {
        return locale.getLanguage().equals(Locale.ENGLISH.getLanguage())
                ? value
                : meant(argument, value)
                        .map(meant -> Texts.filled(TEXTS.text(meant.key(), locale), meant.words()::group))
                        .orElse(value);
    }

    /** True if the words are a phrase of this argument's. */
    static boolean knows(String argument, String value) {
        return meant(argument, value).isPresent();
    }

    private static Optional<Meant> meant(String argument, String value) {
        return ALL.stream()
                .filter(phrase -> phrase.argument().equals(argument))
                .flatMap(phrase -> phrase.read(value).stream())
                .findFirst();
    }

    /** The most particular first: of two that fit, the one that leaves less to its parts. */
    private static List<Phrase> all() {
        return TEXTS.in(Locale.ENGLISH).keySet().stream()
                .map(key -> Phrase.of(key, TEXTS.text(key, Locale.ENGLISH)))
                .sorted(Comparator.comparingInt(Phrase::fixed).reversed().thenComparing(Phrase::key))
                .collect(Collectors.toUnmodifiableList());
    }

    /** @param fixed how many characters of it are its own */
    private record Phrase(String argument, String key, Pattern pattern, int fixed) {
        static Phrase of(String key, String english) {
            String argument = key.substring(0, key.indexOf('.'));
            int fixed = Texts.filled(english, name -> "").length();
            return new Phrase(argument, key, Texts.recogniser(english), fixed);
        }

        Optional<Meant> read(String value) {
            Matcher matcher = pattern.matcher(value);
            return matcher.matches() ? Optional.of(new Meant(key, matcher)) : Optional.empty();
        }
    }

    /** @param words matched */
    private record Meant(String key, Matcher words) {}
}
