package dev.palisade.local.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulator as a command. */
class MainTest {
    @TempDir
    private Path directory;

    @Test
    void saysWhereItIsHowFastItRunsAndWhereItKeepsItsStateAndEndsWhenTold() throws Exception {
        try (SimulatorProcess simulator =
                SimulatorProcess.start("--port", "0", "--speed", "120", "--data", directory.toString())) {
            assertThat(simulator.firstLine())
                    .contains(
                            "ready at http://127.0.0.1:",
                            "120 simulated seconds per real second",
                            directory.toString());

            simulator.process().destroy();
            assertThat(simulator.exitCode()).isEqualTo(128 + 15);
        }
    }

    @Test
    void aPortInUseIsSaidInOneSentence() throws Exception {
        try (ArmSimulator other = ArmSimulator.start(SimulatorOptions.inMemory(1));
                SimulatorProcess second = SimulatorProcess.start("--port", Integer.toString(other.port()))) {
            assertThat(second.exitCode()).isEqualTo(2);
            assertThat(second.firstLine()).contains("Port " + other.port() + " is not free", "--port");
        }
    }

    @Test
    void aDirectoryThatAnotherSimulatorHasIsRefused() throws Exception {
        try (SimulatorProcess first = SimulatorProcess.start("--port", "0", "--data", directory.toString());
                SimulatorProcess second = SimulatorProcess.start("--port", "0", "--data", directory.toString())) {
            assertThat(first.firstLine()).contains("ready");
            assertThat(second.exitCode()).isEqualTo(2);
            assertThat(second.firstLine()).contains("Data directory", "no other simulator");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id':'x'}| not a JSON array",
                "[oops| cannot be read as JSON",
                "[{'id':'x'},{'id':'/subscriptions/s/resourceGroups/g/providers/A.B/c/d'}]| element 1: its type A.B/c",
                "[3]| element 0: its id ''",
            })
    void aBadWorldFileIsSaidInOneSentenceAndLeavesNothing(String content, String explanation) throws Exception {
        Path world = Files.writeString(directory.resolve("world.json"), content.replace('\'', '"'));
        Path data = directory.resolve("data");
        try (SimulatorProcess simulator =
                SimulatorProcess.start("--port", "0", "--data", data.toString(), "--world", world.toString())) {
            assertThat(simulator.exitCode()).isEqualTo(2);
            assertThat(simulator.firstLine()).contains(world.toString()).contains(explanation);
        }
        try (ArmSimulator next = ArmSimulator.start(new SimulatorOptions(0, 1, data, DemoWorld.FILE))) {
            assertThat(next.resource(DemoWorld.NETWORK)).isPresent();
        }
    }
}
