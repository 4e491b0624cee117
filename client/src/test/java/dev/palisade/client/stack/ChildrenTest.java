package dev.palisade.client.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.client.failure.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path logs;

    @Test
    void aChildThatEndsIsToldWithTheEndOfItsLog() throws IOException {
        Files.writeString(logs.resolve("a.log"), "from an earlier run\n");
        try (Children children = new Children()) {
            children.launch("a", shell("echo what went wrong; exit 3"), Map.of(), logs.resolve("a.log"));

            assertThatThrownBy(() -> children.await("a", () -> false, LONG))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("a ended with exit status 3")
                    .hasMessageEndingWith("what went wrong");
        }
    }

    @Test
    void noChildOutlivesTheClose() throws IOException {
        Children children = new Children();
        children.launch("a", shell("echo $$; exec sleep 600"), Map.of(), logs.resolve("a.log"));
        children.launch("b", shell("echo $$; exec sleep 600"), Map.of(), logs.resolve("b.log"));
        List<ProcessHandle> processes = ProcessHandle.current().children().toList();
        assertThat(processes).hasSizeGreaterThanOrEqualTo(2);

        children.close();

        assertThat(processes).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void nothingIsLaunchedAfterTheClose() {
        Children children = new Children();
        children.close();

        assertThatThrownBy(() -> children.launch("late", shell("exec sleep 600"), Map.of(), logs.resolve("late.log")))
                .isInstanceOf(CommandFailure.class);
    }

    @Test
    void aChildThatNeverAnswersIsToldByName() throws IOException {
        try (Children children = new Children()) {
            children.launch("deaf", shell("exec sleep 600"), Map.of(), logs.resolve("deaf.log"));

            assertThatThrownBy(() -> children.await("deaf", () -> false, Duration.ZERO))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageStartingWith("deaf has started but does not answer");
        }
    }

    private static List<String> shell(String script) {
        return List.of("sh", "-c", script);
    }
}
