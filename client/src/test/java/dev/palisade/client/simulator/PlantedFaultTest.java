package dev.palisade.client.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.client.SampleRequest;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlantedFaultTest {
    private final Plan plan = Objects.requireNonNull(SampleRequest.planned().plan());

    @ParameterizedTest
    @ValueSource(strings = {"compute/myaks", "myaks", "MYAKS"})
    void aStepIsNamedByItsIdOrItsResource(String wanted) {
        assertThat(PlantedFault.stepOf(plan, wanted)).isEqualTo(SampleRequest.CLUSTER);
    }

    @Test
    void anUnknownStepIsAnsweredWithThoseThereAre() {
        assertThatThrownBy(() -> PlantedFault.stepOf(plan, "yours"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("The plan has no step yours. It has: network/aks, compute/myaks.");
    }

    @Test
    void aLongRunningWriteFailsLateAndInAClassThatIsTakenBack() {
        for (Step step : plan.steps()) {
            assertThat(PlantedFault.of(step).path("kind").asText()).isEqualTo("LATE_FAILURE");
            assertThat(PlantedFault.of(step).path("code").asText()).isEqualTo("InvalidParameter");
        }
    }
}
