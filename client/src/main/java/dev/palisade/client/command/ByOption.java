package dev.palisade.client.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who asks. Palisade writes it down as it is said: whoever may speak to Temporal may say any name. */
final class ByOption {
    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "who asks, as it is written down; declared, not authenticated (default: your user name here)")
    private @Nullable String name;

    String name() {
        return Optional.ofNullable(name).orElseGet(() -> System.getProperty("user.name", "unknown"));
    }

    /** For people: the name, and what it is worth. */
    String declared() {
        return name() + " (declared, not authenticated)";
    }
}
