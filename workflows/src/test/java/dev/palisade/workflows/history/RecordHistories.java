package dev.palisade.workflows.history;

import static java.util.stream.Collectors.toMap;

import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Stage;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

    private final Map<String, Scenario> scenarios =
            Scenarios.all().stream().collect(toMap(Scenario::name, Function.identity()));

    @TestFactory
    Stream<DynamicTest> record() {
        String wanted = System.getProperty(WANTED);
        return wanted.equals(MISSING)
                ? scenarios.values().stream()
                        .filter(scenario -> !StoredHistory.exists(scenario.name()))
                        .map(scenario -> recording(scenario, scenario.name()))
                : Arrays.stream(wanted.split(" ")).map(this::recording);
    }

    /** @param text {@code ready}, or {@code ready=ready-since-budgets} */
    private DynamicTest recording(String text) {
        String name = text.split("=", 2)[0];
        Scenario scenario = Optional.ofNullable(scenarios.get(name))
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no scenario " + name + "; there are " + scenarios.keySet()));
        return recording(scenario, text.contains("=") ? text.split("=", 2)[1] : name);
    }

    private static DynamicTest recording(Scenario scenario, String file) {
        return DynamicTest.dynamicTest(file, () -> {
            FakeWorld world = scenario.world().get();
            try (Stage stage = Stage.withoutRepetition(world)) {
                StoredHistory.store(file, stage.history(scenario.play().on(stage, world)));
            }
        });
    }
}
