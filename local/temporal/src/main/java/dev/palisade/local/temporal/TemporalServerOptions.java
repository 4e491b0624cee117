package dev.palisade.local.temporal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a dev server is started.
 *
 * @param database the file that holds everything the server knows; made when it is not there. A server started again with the same file goes on where the last one ended
 * @param log where the server's own output is appended
 * @param cache where a fetched CLI is kept
 * @param port of gRPC on 127.0.0.1; 0 takes a free one
 * @param uiPort of the Web UI on 127.0.0.1; 0 takes a free one
 * @param namespaces made at the start, besides {@code default}, with the server's default retention
 * @param searchAttributes made at the start in all of these namespaces
 * @param startLimit how long the server may take to become healthy
 * @param progress is told a sentence before something that may take long, such as fetching the CLI
 */
public record TemporalServerOptions(
        Path database,
        Path log,
        Path cache,
        int port,
        int uiPort,
        List<String> namespaces,
        List<SearchAttribute> searchAttributes,
        Duration startLimit,
        Consumer<String> progress) {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    public TemporalServerOptions {
        namespaces = List.copyOf(namespaces);
        searchAttributes = List.copyOf(searchAttributes);
    }

    /** On free ports, with the log beside the database, the user's cache and no output. */
    public static TemporalServerOptions withDatabase(Path database) {
        return new TemporalServerOptions(
                database, logBeside(database), defaultCache(), 0, 0, List.of(), List.of(), START_LIMIT, sentence -> {});
    }

    /** The cache that all projects of one user share. */
    public static Path defaultCache() {
        return Path.of(System.getProperty("user.home"), ".cache", "palisade", "temporal");
    }

    static Path logBeside(Path database) {
        return database.resolveSibling(database.getFileName() + ".log");
    }

    /** The same with these ports. */
    public TemporalServerOptions withPorts(int newPort, int newUiPort) {
        return new TemporalServerOptions(
                database, log, cache, newPort, newUiPort, namespaces, searchAttributes, startLimit, progress);
    }

    /** The same with the server's output in this file. */
    public TemporalServerOptions withLog(Path newLog) {
        return new TemporalServerOptions(
                database, newLog, cache, port, uiPort, namespaces, searchAttributes, startLimit, progress);
    }

    /** The same with this cache. */
    public TemporalServerOptions withCache(Path newCache) {
        return new TemporalServerOptions(
                database, log, newCache, port, uiPort, namespaces, searchAttributes, startLimit, progress);
    }

    /** The same with these namespaces. */
    public TemporalServerOptions withNamespaces(List<String> newNamespaces) {
        return new TemporalServerOptions(
                database, log, cache, port, uiPort, newNamespaces, searchAttributes, startLimit, progress);
    }

    /** The same with these search attributes. */
    public TemporalServerOptions withSearchAttributes(List<SearchAttribute> newSearchAttributes) {
        return new TemporalServerOptions(
                database, log, cache, port, uiPort, namespaces, newSearchAttributes, startLimit, progress);
    }

    /** The same, telling this consumer what takes long. */
    public TemporalServerOptions withProgress(Consumer<String> newProgress) {
        return new TemporalServerOptions(
                database, log, cache, port, uiPort, namespaces, searchAttributes, startLimit, newProgress);
    }
}
