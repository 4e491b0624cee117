package dev.palisade.workflows.pause;

import static dev.palisade.workflows.fake.Moments.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.workflows.contract.PauseWorkflow;
import dev.palisade.workflows.contract.PauseWorkflow.Pause;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.SharedStage;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class PauseStoriesTest {
    private static final Pause EVERYTHING = pause(PauseWorkflow.EVERYWHERE, "outage");

    @Test
    void theFirstPauseStartsTheRegisterAndLaterOnesReachTheSame() {
        try (SharedStage stage = new SharedStage(Plans.WORKSPACE)) {
            stage.pause(EVERYTHING);
            stage.pause(pause("/subscriptions/s", "audit"));
            stage.register().unpause(PauseWorkflow.EVERYWHERE);

            assertThat(stage.register().pauses()).extracting(Pause::reason).containsExactly("audit");
        }
    }

    @Test
    void aNewRunTakesOverAndNothingIsUnpausedByIt() {
        try (SharedStage stage = new SharedStage(Plans.WORKSPACE)) {
            stage.pause(EVERYTHING);
            String first = stage.runOf(PauseWorkflow.WORKFLOW_ID);
            for (int i = 0; i < 600; i++) {
                stage.register().unpause("/subscriptions/none");
            }

            until(() -> !stage.runOf(PauseWorkflow.WORKFLOW_ID).equals(first));

            assertThat(stage.register().pauses()).containsExactly(EVERYTHING);
        }
    }

    @Test
    void anOperatorsCancelByMistakeUnpausesNothing() {
        try (SharedStage stage = new SharedStage(Plans.WORKSPACE)) {
            stage.pause(EVERYTHING);

            stage.workflow(PauseWorkflow.WORKFLOW_ID).cancel();
            stage.pause(pause("/subscriptions/s", "audit"));

            assertThat(stage.register().pauses()).extracting(Pause::reason).containsExactly("outage", "audit");
        }
    }

    private static Pause pause(String scope, String reason) {
        return new Pause(scope, "mina", reason, Instant.parse("2026-11-23T00:00:00Z"));
    }
}
