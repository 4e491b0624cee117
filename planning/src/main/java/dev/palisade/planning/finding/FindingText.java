package dev.palisade.planning.finding;

import java.util.Locale;

/** What a finding says to a person, in a language of {@link Language}; in any other, English. */
public final class FindingText {
    private static final Texts TEXTS = new Texts("findings");

    private FindingText() {}

    /** What is wrong, in one sentence. */
    public static String sentence(Finding finding, Locale locale) {
        return text(finding, "sentence", locale);
    }

    /** What to do about it. */
    public static String remedy(Finding finding, Locale locale) {
        return text(finding, "remedy", locale);
    }

    /** True if an argument's value is in words that each language has its own for. */
    public static boolean isPhrase(String argument, String value) {
        return Phrases.knows(argument, value);
    }

    /** An argument that an older version did not give its finding yet stays a name in braces: a request in flight is told of nevertheless. */
    private static String text(Finding finding, String part, Locale locale) {
        String template = TEXTS.text(finding.code() + "." + part, locale);
        return Texts.filled(template, name -> {
            String value = finding.arguments().get(name);
            return value == null ? "{" + name + "}" : Phrases.say(name, value, locale);
        });
    }
}
