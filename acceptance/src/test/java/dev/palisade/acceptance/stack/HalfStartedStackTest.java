package dev.palisade.acceptance.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot start leaves nothing running, however far it came. */
class HalfStartedStackTest {
    @TempDir
    private Path directory;

    @Test
    void aStackWhoseWorkerCannotBeSetUpLeavesNoProcess() throws IOException {
        refuseTheWorkersSettings();

        assertThatThrownBy(() -> LocalStack.start(directory, 1)).isInstanceOf(UncheckedIOException.class);

        assertThat(directory.resolve("temporal.db")).as("Temporal was started").exists();
        assertThat(running()).isEmpty();
    }

    @Test
    void aStackOfProcessesWhoseWorkerCannotBeSetUpLeavesNoProcess() throws IOException {
        refuseTheWorkersSettings();

        assertThatThrownBy(() -> MortalStack.start(directory, 1)).isInstanceOf(UncheckedIOException.class);

        assertThat(directory.resolve("temporal.db")).as("Temporal was started").exists();
        assertThat(running()).isEmpty();
    }

    private void refuseTheWorkersSettings() throws IOException {
        Files.createDirectories(directory.resolve("worker.yaml"));
    }

    /** Other tests have processes too; ours know this directory. */
    private List<String> running() {
        return ProcessHandle.current()
                .descendants()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(command -> command.contains(directory.toString()))
                .toList();
    }
}
