package dev.palisade.local.temporal.finder;

import java.nio.file.Path;

/**
 * The CLI to use.
 *
 * @param path the executable
 * @param version what it says of itself, such as "1.9.1 (Server 1.32.0, UI 2.54.1)"
 * @param way how it was found, such as "the PATH"
 */
public record FoundCli(Path path, String version, String way) {}
