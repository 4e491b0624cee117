package dev.palisade.local.temporal;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A custom search attribute that the server knows from its start, in every namespace given to it. */
public record SearchAttribute(String name, Type type) {
    /** The types of search attributes, spelled as the Temporal CLI spells them. */
    public enum Type {
        Text,
        Keyword,
        Int,
        Double,
        Bool,
        Datetime,
        KeywordList
    }

    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9_]*)=([A-Za-z]+)");

    /** Reads {@code NAME=Type}. Throws {@link IllegalArgumentException} with a sentence for people when it is not of that form. */
    public static SearchAttribute parse(String text) {
        Matcher matcher = FORM.matcher(text);
        List<Type> types = List.of(Type.values());
        if (matcher.matches()) {
            for (Type type : types) {
                if (type.name().equals(matcher.group(2))) {
                    return new SearchAttribute(matcher.group(1), type);
                }
            }
        }
        throw new IllegalArgumentException(
                "'%s' is not NAME=Type with one of the types %s".formatted(text, Arrays.toString(Type.values())));
    }

    @Override
    public String toString() {
        return name + "=" + type;
    }
}
