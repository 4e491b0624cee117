package dev.palisade.planning.arm;

import java.util.Locale;

/**
 * An Azure region. {@code Korea Central} and {@code koreacentral} are the same one, and Azure answers with either.
 *
 * @param name in lower case and without spaces
 */
public record Location(String name) {
    public Location {
        name = name.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name;
    }
}
