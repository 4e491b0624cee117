package dev.palisade.workflows.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.Operation;
import dev.palisade.workflows.contract.Operation.Style;
import dev.palisade.workflows.fake.Plans;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlinesTest {
    /** A step that typically takes 20 minutes in Azure. */
    @ParameterizedTest(name = "expected {0}: at most {1}")
    @CsvSource({
        "PT20M, PT2H", // Azure itself
        "PT25M, PT2H30M", // Azure, slower than typical
        "PT2M, PT12M", // a simulator ten times as fast
        "PT1S, PT2M", // a simulator 1200 times as fast: never less than a worker needs to come back
        "PT0S, PT2H", // found under way: the speed is not known
    })
    void aDeadlineIsSixTimesWhatIsTypicalAtTheSpeedThatTheOperationTells(Duration expected, Duration deadline) {
        Step step = Plans.slow("cluster");
        Operation operation =
                new Operation(step.resource(), Style.RESOURCE, null, Duration.ZERO, expected, Instant.EPOCH);

        assertThat(Deadlines.ofOperation(step, operation)).isEqualTo(deadline);
    }
}
