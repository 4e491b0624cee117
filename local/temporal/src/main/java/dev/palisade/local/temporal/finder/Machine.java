package dev.palisade.local.temporal.finder;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the finder asks of the machine it runs on, so that its rules can be tested without one. */
interface Machine {
    /** The file name of the CLI on this operating system. */
    String executableName();

    Optional<String> environmentVariable(String name);

    boolean isExecutableFile(Path path);

    /** Runs a command to its end; kills it after {@code limit}. A command that cannot be started is a result too, see {@link CommandResult#started}. */
    CommandResult run(List<String> command, Duration limit);
}
