package dev.palisade.client.steering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.client.SampleRequest;
import dev.palisade.workflows.contract.PauseWorkflow;
import dev.palisade.workflows.contract.PauseWorkflow.Pause;
import dev.palisade.workflows.contract.TemporalNames;
import dev.palisade.workflows.pause.PauseWorkflowImpl;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PauseRegisterTest {
    private static final Pause EVERYWHERE =
            new Pause(PauseWorkflow.EVERYWHERE, "kim", "Azure incident", SampleRequest.START);
    private static final Pause SUBSCRIPTION =
            new Pause("/subscriptions/s", "lee", "release freeze", SampleRequest.START.plusSeconds(5));

    private TestWorkflowEnvironment temporal;
    private PauseRegister register;

    @BeforeEach
    void startTemporal() {
        temporal = TestWorkflowEnvironment.newInstance(
                TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());
        temporal.newWorker(TemporalNames.TASK_QUEUE).registerWorkflowImplementationTypes(PauseWorkflowImpl.class);
        register = new PauseRegister(temporal.getWorkflowClient());
    }

    @AfterEach
    void stop() {
        temporal.close();
    }

    @Test
    void aPauseHoldsUntilExactlyItsScopeIsUnpaused() {
        temporal.start();
        assertThat(register.pauses())
                .hasValueSatisfying(none -> assertThat(none).isEmpty());
        assertThat(register.unpause("/")).isFalse();

        register.pause(EVERYWHERE);
        register.pause(SUBSCRIPTION);
        assertThat(register.pauses())
                .hasValueSatisfying(both -> assertThat(both).containsExactly(EVERYWHERE, SUBSCRIPTION));

        assertThat(register.unpause("/subscriptions/s")).isTrue();
        assertThat(register.pauses()).hasValueSatisfying(one -> assertThat(one).containsExactly(EVERYWHERE));
    }

    @Test
    void aPauseIsTakenWithoutAWorkerAndTheListSaysThatItCannotBeRead() {
        register.pause(EVERYWHERE);
        assertThat(register.pauses()).isEmpty();

        temporal.start();
        assertThat(register.pauses()).hasValueSatisfying(one -> assertThat(one).containsExactly(EVERYWHERE));
    }
}
