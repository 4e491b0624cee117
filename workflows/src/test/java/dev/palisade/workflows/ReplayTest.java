package dev.palisade.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.workflows.environment.EnvironmentWorkflowImpl;
import dev.palisade.workflows.parent.ParentWorkflowImpl;
import dev.palisade.workflows.pause.PauseWorkflowImpl;
import dev.palisade.workflows.payload.Payloads;
import dev.palisade.workflows.request.RequestWorkflowImpl;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every history that was recorded replays on the code of today. A history is added when behaviour is; it is replaced only by a decision,
 * since it stands for requests that may be running.
 */
class ReplayTest {
    private static final TestEnvironmentOptions OPTIONS = TestEnvironmentOptions.newBuilder()
            .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                    .setDataConverter(Payloads.converter())
                    .build())
            .build();

    /** The SDK takes a second without progress for a deadlock; on a machine that is busy it is none. */
    private static final WorkerOptions PATIENT = WorkerOptions.newBuilder()
            .setDefaultDeadlockDetectionTimeout(Duration.ofSeconds(30).toMillis())
            .build();

    @ParameterizedTest
    @MethodSource("recorded")
    void aRecordedHistoryReplays(String name) throws Exception {
        replay(Files.readString(folder().resolve(name)));
    }

    @Test
    void aHistoryThatWentAnotherWayDoesNotReplay() throws Exception {
        String history = Files.readString(folder().resolve("ready.json"));
        String altered = history.replace("planning.Prepare", "planning.Other");

        assertThat(history).contains("planning.Prepare");
        assertThatThrownBy(() -> replay(altered))
                .hasStackTraceContaining("NonDeterministicException")
                .hasStackTraceContaining("planning.Other");
    }

    private static void replay(String history) throws Exception {
        try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(OPTIONS)) {
            Worker worker = temporal.newWorker("replay", PATIENT);
            worker.registerWorkflowImplementationTypes(
                    RequestWorkflowImpl.class,
                    EnvironmentWorkflowImpl.class,
                    ParentWorkflowImpl.class,
                    PauseWorkflowImpl.class);
            WorkflowReplayer.replayWorkflowExecution(WorkflowExecutionHistory.fromJson(history), worker);
        }
    }

    static List<String> recorded() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Path folder() {
        return Path.of("src/test/resources/histories");
    }
}
