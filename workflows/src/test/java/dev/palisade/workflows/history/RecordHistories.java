package dev.palisade.workflows.history;

import io.temporal.common.WorkflowExecutionHistory;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Plays scenarios and stores their histories: {@code workflows/histories [SCENARIO[=FILE]...]}; without any, those that are not stored yet. */
@EnabledIfSystemProperty(named = RecordHistories.WANTED, matches = ".+")
class RecordHistories {
    static final String WANTED = "palisade.record";
    /** Said for those that are not stored yet. */
    private static final String MISSING = "missing";

    private final Map<String, Supplier<WorkflowExecutionHistory>> recordings = Recordings.all();

    @TestFactory
    Stream<DynamicTest> record() {
        String wanted = System.getProperty(WANTED);
        return wanted.equals(MISSING)
                ? recordings.keySet().stream()
                        .filter(name -> !StoredHistory.exists(name))
                        .map(this::recording)
                : Arrays.stream(wanted.split(" ")).map(this::recording);
    }

    /** @param text {@code ready}, or {@code ready=ready-since-budgets} */
    private DynamicTest recording(String text) {
        String name = text.split("=", 2)[0];
        String file = text.contains("=") ? text.split("=", 2)[1] : name;
        Supplier<WorkflowExecutionHistory> recording = Optional.ofNullable(recordings.get(name))
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no scenario " + name + "; there are " + recordings.keySet()));
        return DynamicTest.dynamicTest(file, () -> StoredHistory.store(file, recording.get()));
    }
}
