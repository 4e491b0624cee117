package dev.palisade.client.steering;

import dev.palisade.client.failure.CommandFailure;
import java.util.Locale;
import java.util.regex.Pattern;

/** The beginning of a plan's hash, as a person types it: long enough to mean one plan. */
public record PlanHashPrefix(String digits) {
    private static final int SHORTEST = 8;
    private static final int SHOWN = 12;
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]+");

    /** @throws CommandFailure if it is too short to mean one plan, or no hash at all */
    public static PlanHashPrefix of(String text) {
        String digits = text.toLowerCase(Locale.ROOT);
        if (digits.length() < SHORTEST || !HEXADECIMAL.matcher(digits).matches()) {
            throw CommandFailure.usage("--plan " + text + " names no plan: give the plan's hash, or its first "
                    + SHORTEST + " digits or more, as ./palisade show prints it.");
        }
        return new PlanHashPrefix(digits);
    }

    public boolean means(String hash) {
        return hash.toLowerCase(Locale.ROOT).startsWith(digits);
    }

    /** What is printed for pasting. */
    static String shown(String hash) {
        return hash.length() <= SHOWN ? hash : hash.substring(0, SHOWN);
    }
}
