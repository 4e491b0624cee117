package dev.palisade.planning.finding;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts of one family, a file of properties for each language. A language without texts of its own is answered in English, whatever the machine's is. */
final class Texts {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final ResourceBundle.Control ENGLISH_OTHERWISE = new EnglishOtherwise();

    private final String bundle;

    /** @param family what the files' names begin with */
    Texts(String family) {
        this.bundle = Texts.class.getPackageName() + "." + family;
    }

    ResourceBundle in(Locale locale) {
        return ResourceBundle.getBundle(bundle, locale, ENGLISH_OTHERWISE);
    }

    String text(String key, Locale locale) {
        return in(locale).getString(key);
    }

    String text(String key, Locale locale, Map<String, String> parts) {
        return filled(text(key, locale), name -> parts.getOrDefault(name, ""));
    }

    /** The text with each {@code {name}} replaced. */
    static String filled(String template, Function<String, String> part) {
        return PLACEHOLDER.matcher(template).replaceAll(place -> Matcher.quoteReplacement(part.apply(place.group(1))));
    }

    /** What the template says, with each {@code {name}} as a named group; all else stands for itself. */
    static Pattern recogniser(String template) {
        StringBuilder pattern = new StringBuilder();
        Matcher places = PLACEHOLDER.matcher(template);
        int end = 0;
        while (places.find()) {
            pattern.append(Pattern.quote(template.substring(end, places.start())))
                    .append("(?<")
                    .append(places.group(1))
                    .append(">.+)");
            end = places.end();
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(template.substring(end))).toString(), Pattern.DOTALL);
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
