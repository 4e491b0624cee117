package dev.palisade.planning.finding;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A language in which findings are told: the readers of Azure's own pages on this. English unless somebody chose; a machine's locale chooses nothing. */
public enum Language {
    EN(Locale.ENGLISH),
    KO(Locale.KOREAN),
    JA(Locale.JAPANESE);

    /** The tags that may be chosen, in words. */
    public static final String TAGS = Arrays.stream(values()).map(Language::tag).collect(Collectors.joining(", "));

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    /** As in BCP 47: {@code en}, {@code ko}, {@code ja}. */
    @JsonValue
    public String tag() {
        return locale.getLanguage();
    }

    /** By its primary subtag, as {@code ko} in {@code ko-KR}; case does not count. Empty for a tag of another language. */
    public static Optional<Language> of(String tag) {
        String primary = Locale.forLanguageTag(tag).getLanguage();
        return Arrays.stream(values())
                .filter(language -> language.tag().equals(primary))
                .findFirst();
    }

    /** A stored tag; one of a newer build is English here rather than unreadable. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Language stored(String tag) {
        return of(tag).orElse(EN);
    }
}
