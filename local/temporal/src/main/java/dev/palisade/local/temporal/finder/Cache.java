package dev.palisade.local.temporal.finder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory that keeps a fetched CLI for the next time. Deleting it makes the next search fetch again. */
record Cache(Machine machine, Path directory) implements Way {
    @Override
    public String name() {
        return "the cache";
    }

    @Override
    public Answer seek() {
        return machine.isExecutableFile(cli())
                ? new VersionCheck(machine).check(cli())
                : new Answer.Refused("no " + cli());
    }

    Path cli() {
        return directory.resolve(machine.executableName());
    }

    /** A fresh directory on the cache's own file system, so that {@link #publish} is a rename. */
    Path stage() throws IOException {
        Files.createDirectories(directory);
        return Files.createTempDirectory(directory, "fetching-");
    }

    /** Puts a finished file into its place in one step; of two concurrent fetches the later one stays. */
    Path publish(Path fetched) throws IOException {
        return Files.move(fetched, cli(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void discard(Path stage) throws IOException {
        try (Stream<Path> tree = Files.walk(stage)) {
            List<Path> childrenFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : childrenFirst) {
                Files.delete(path);
            }
        }
    }
}
