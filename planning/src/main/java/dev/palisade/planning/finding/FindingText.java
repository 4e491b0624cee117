package dev.palisade.planning.finding;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a finding says to a person. A language without texts of its own is answered in English, whatever the machine's language is. */
public final class FindingText {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final String TEXTS = FindingText.class.getPackageName() + ".findings";
    private static final ResourceBundle.Control ENGLISH_OTHERWISE = new EnglishOtherwise();

    private FindingText() {}

    /** What is wrong, in one sentence. */
    public static String sentence(Finding finding, Locale locale) {
        return text(finding, "sentence", locale);
    }

    /** What to do about it. */
    public static String remedy(Finding finding, Locale locale) {
        return text(finding, "remedy", locale);
    }

    private static String text(Finding finding, String part, Locale locale) {
        String template =
                ResourceBundle.getBundle(TEXTS, locale, ENGLISH_OTHERWISE).getString(finding.code() + "." + part);
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(argument(finding, place.group(1))));
    }

    private static String argument(Finding finding, String name) {
        String value = finding.arguments().get(name);
        if (value == null) {
            throw new IllegalStateException("The text of " + finding.code() + " mentions {" + name
                    + "}, which the finding at '" + finding.field() + "' does not carry");
        }
        return value;
    }

    private static final class EnglishOtherwise extends ResourceBundle.Control {
        @Override
        public List<String> getFormats(String baseName) {
            return FORMAT_PROPERTIES;
        }

        @Override
        public @Nullable Locale getFallbackLocale(String baseName, Locale locale) {
            return locale.equals(Locale.ENGLISH) ? null : Locale.ENGLISH;
        }
    }
}
