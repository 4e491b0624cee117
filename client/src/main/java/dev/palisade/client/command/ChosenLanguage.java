package dev.palisade.client.command;

import dev.palisade.planning.finding.Language;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The language that {@code --lang} names. Nobody else's choice counts: without it, English is shown and messages say nothing of a language. */
public final class ChosenLanguage {
    private @Nullable Language named;

    public void name(Language language) {
        named = language;
    }

    /** What a message says; empty if nobody named one. */
    public Optional<Language> named() {
        return Optional.ofNullable(named);
    }

    /** What is shown. */
    public Locale locale() {
        return named().orElse(Language.EN).locale();
    }
}
