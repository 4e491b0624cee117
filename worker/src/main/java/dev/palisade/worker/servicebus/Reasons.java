package dev.palisade.worker.servicebus;

import java.util.Objects;

/** One line of what the SDK said; its messages go on with context for its own developers. */
final class Reasons {
    private static final int LONGEST = 200;

    private Reasons() {}

    static String of(Throwable failure) {
        String text = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        String line = text.lines().findFirst().orElse("").replaceFirst(", errorContext\\[.*", "");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
