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

    private static String text(Finding finding, String part, Locale locale) {
        String template = TEXTS.text(finding.code() + "." + part, locale);
        return Texts.filled(template, name -> Phrases.say(name, argument(finding, name), locale));
    }

    private static String argument(Finding finding, String name) {
        String value = finding.arguments().get(name);
        if (value == null) {
            throw new IllegalStateException("The text of " + finding.code() + " mentions {" + name
                    + "}, which the finding at '" + finding.field() + "' does not carry");
        }
        return value;
    }
}
