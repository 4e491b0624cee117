package dev.palisade.local.temporal.finder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalMachineTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Machine machine = new LocalMachine();

    @Test
    void aCommandAnswersWithItsStatusAndBothItsStreams() {
        CommandResult result = machine.run(List.of(JAVA, "-no-such-option"), Duration.ofMinutes(1));

        assertThat(result.started()).isTrue();
        assertThat(result.succeeded()).isFalse();
        assertThat(result.output()).contains("no-such-option");
    }

    @Test
    void aCommandThatIsNotThereIsAResultToo() {
        CommandResult result = machine.run(List.of("/no/such/python3"), Duration.ofMinutes(1));

        assertThat(result.started()).isFalse();
        assertThat(result.lastLine()).contains("/no/such/python3");
    }

    @Test
    void aCommandThatDoesNotEndIsKilled() {
        // A JVM that debugs and waits for a debugger to come never ends by itself.
        List<String> endless =
                List.of(JAVA, "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0", "-version");

        CommandResult result = machine.run(endless, Duration.ofSeconds(1));

        assertThat(result.succeeded()).isFalse();
        assertThat(result.lastLine()).isEqualTo("not finished after 1 s");
        assertThat(ProcessHandle.current()
                        .children()
                        .filter(child -> child.info().commandLine().orElse("").contains("jdwp")))
                .allSatisfy(child -> assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(30)));
    }
}
