package dev.palisade.local.temporal.finder;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Asks a candidate for its version, which tells a CLI for this machine from any other file of that name. */
record VersionCheck(Machine machine) {
    /** Generous: the first start of a 150 MB file reads it from a cold disk. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final String GREETING = "temporal version ";

    Answer check(Path cli) {
        CommandResult result = machine.run(List.of(cli.toString(), "--version"), LIMIT);
        if (!result.succeeded() || !result.lastLine().startsWith(GREETING)) {
            return new Answer.Refused(
                    cli + " does not answer --version as the Temporal CLI does: " + result.lastLine());
        }
        return new Answer.Found(cli, result.lastLine().substring(GREETING.length()));
    }
}
