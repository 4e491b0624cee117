package dev.palisade.client.timing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.client.SampleRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CriticalPathTest {
    @Test
    void followsTheDependenceThatEndedLast() {
        CriticalPath path = CriticalPath.of(List.of(
                timing("quick", 0, 5),
                timing("slow", 0, 9),
                timing("last", 9, 20, "quick", "slow"),
                timing("aside", 0, 19)));

        assertThat(path.steps()).extracting(StepTiming::stepId).containsExactly("slow", "last");
        assertThat(path.length()).isEqualTo(Duration.ofSeconds(20));
        assertThat(path.contains("aside")).isFalse();
    }

    @Test
    void leavesOutWhatPassedBetweenItsSteps() {
        CriticalPath path = CriticalPath.of(List.of(timing("first", 0, 4), timing("second", 6, 10, "first")));

        assertThat(path.length()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void isOneStepIfThatWaitedForNothing() {
        assertThat(CriticalPath.of(List.of(timing("a", 0, 1), timing("b", 0, 2)))
                        .steps())
                .extracting(StepTiming::stepId)
                .containsExactly("b");
    }

    @Test
    void passesOverADependenceThatNeverRan() {
        assertThat(CriticalPath.of(List.of(timing("b", 0, 2, "skipped"))).steps())
                .hasSize(1);
    }

    @Test
    void isEmptyForARequestWithoutSteps() {
        assertThat(CriticalPath.of(List.of()).steps()).isEmpty();
        assertThat(CriticalPath.of(List.of()).length()).isZero();
    }

    @Test
    void knowsOnlyStepsThatHaveEnded() {
        assertThat(StepTiming.of(SampleRequest.applying()))
                .extracting(StepTiming::stepId)
                .containsExactly("network/aks");
        assertThat(StepTiming.of(SampleRequest.ready())).hasSize(2);
    }

    private static StepTiming timing(String id, int from, int to, String... dependsOn) {
        return new StepTiming(
                id, List.of(dependsOn), SampleRequest.START.plusSeconds(from), SampleRequest.START.plusSeconds(to));
    }
}
