package dev.palisade.client.command;

import dev.palisade.client.stack.StackFile;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which local stack a command works against, when no address is given. */
final class StackOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {"data directory of the local stack", "(default: .palisade in the project)"})
    private @Nullable Path data;

    Path data(CommandContext context) {
        return Optional.ofNullable(data).orElseGet(context::defaultData);
    }

    Optional<StackFile> running(CommandContext context) {
        return StackFile.read(data(context));
    }
}
