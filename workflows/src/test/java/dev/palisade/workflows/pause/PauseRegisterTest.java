package dev.palisade.workflows.pause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.workflows.contract.PauseWorkflow;
import dev.palisade.workflows.contract.PauseWorkflow.Pause;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PauseRegisterTest {
    private final PauseRegister register = new PauseRegister(List.of());

    @Test
    void aPauseOfAScopeReplacesTheOneBeforeAndIsLiftedOnce() {
        register.pause(pause("/subscriptions/s", "audit"));
        register.pause(pause(PauseWorkflow.EVERYWHERE, "outage"));
        register.pause(pause("/subscriptions/S", "audit goes on"));
        register.pause(pause("/subscriptions/S", "audit goes on"));

        assertThat(register.pauses()).extracting(Pause::reason).containsExactly("audit goes on", "outage");

        register.unpause("/SUBSCRIPTIONS/s");
        register.unpause("/subscriptions/s");
        assertThat(register.pauses()).extracting(Pause::reason).containsExactly("outage");
    }

    @Test
    void theNextRunKnowsEveryPause() {
        register.pause(pause("/subscriptions/s", "audit"));

        assertThat(new PauseRegister(register.pauses()).pauses()).isEqualTo(register.pauses());
    }

    @Test
    void peopleSeeWhoPausedWhatAndWhy() {
        assertThat(PauseText.markdown(register.pauses())).isEqualTo("Nothing is paused.");

        register.pause(pause(PauseWorkflow.EVERYWHERE, "outage"));

        assertThat(PauseText.markdown(register.pauses()))
                .isEqualTo("**Writes are paused**\n- everywhere, by mina since 2026-11-23T00:00:00Z: outage");
    }

    private static Pause pause(String scope, String reason) {
        return new Pause(scope, "mina", reason, Instant.parse("2026-11-23T00:00:00Z"));
    }
}
