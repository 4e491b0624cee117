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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @ParameterizedTest
    @MethodSource("recorded")
    void aRecordedHistoryReplays(String name) throws Exception {
        try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(OPTIONS)) {
            WorkflowReplayer.replayWorkflowExecutionFromResource(
                    "histories/" + name,
                    temporal,
                    RequestWorkflowImpl.class,
                    EnvironmentWorkflowImpl.class,
                    ParentWorkflowImpl.class,
                    PauseWorkflowImpl.class);
        }
    }

    @Test
    void aHistoryThatWentAnotherWayDoesNotReplay() throws Exception {
        String history = Files.readString(folder().resolve("ready.json"));
        WorkflowExecutionHistory altered =
                WorkflowExecutionHistory.fromJson(history.replace("planning.Prepare", "planning.Other"));

        assertThat(history).contains("planning.Prepare");
        try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(OPTIONS)) {
            assertThatThrownBy(() ->
                            WorkflowReplayer.replayWorkflowExecution(altered, temporal, RequestWorkflowImpl.class))
                    .hasStackTraceContaining("NonDeterministicException")
                    .hasStackTraceContaining("planning.Other");
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
