package dev.palisade.workflows.history;

import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.SharedStage;
import dev.palisade.workflows.fake.Stage;
import dev.palisade.workflows.parent.SharedScenarios;
import io.temporal.common.WorkflowExecutionHistory;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** All that can be recorded, by name, whichever workflow it is of: a history comes about when it is asked for. */
final class Recordings {
    private Recordings() {}

    static Map<String, Supplier<WorkflowExecutionHistory>> all() {
        Map<String, Supplier<WorkflowExecutionHistory>> all = new TreeMap<>();
        Scenarios.all().forEach(scenario -> all.put(scenario.name(), () -> play(scenario)));
        SharedScenarios.all().forEach((name, scenario) -> all.put(name, () -> play(scenario)));
        return all;
    }

    private static WorkflowExecutionHistory play(Scenario scenario) {
        FakeWorld world = scenario.world().get();
        try (Stage stage = Stage.withoutRepetition(world)) {
            return stage.history(scenario.play().on(stage, world));
        }
    }

    private static WorkflowExecutionHistory play(Function<SharedStage, WorkflowExecutionHistory> scenario) {
        try (SharedStage stage = SharedScenarios.stage()) {
            return scenario.apply(stage);
        }
    }
}
