package dev.palisade.activities.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.workflows.contract.PauseWorkflow;
import dev.palisade.workflows.contract.PauseWorkflow.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PausesTest {
    private static final String ENVIRONMENT = "/subscriptions/s/resourcegroups/g/providers/microsoft.ml/workspaces/ws";

    private final List<Pause> register = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private final Pauses pauses = new Pauses(
            () -> {
                asked.incrementAndGet();
                return register;
            },
            now::get);

    @ParameterizedTest
    @CsvSource({
        "/,                            true",
        "/subscriptions/s,             true",
        "/subscriptions/s/resourcegroups/g, true",
        "/subscriptions/s/resourcegroups/g/providers/microsoft.ml/workspaces/ws, true",
        "/subscriptions/s/resourcegroups/g/providers/microsoft.ml/workspaces/w, false",
        "/subscriptions/s/resourcegroups/gg, false",
        "/subscriptions/other,         false",
    })
    void aScopeCoversAllThatIsInIt(String scope, boolean paused) {
        register.add(pause(scope));

        assertThat(pauses.over(ENVIRONMENT).isPresent()).isEqualTo(paused);
    }

    @Test
    void theRegisterIsAskedOnceInTwoSeconds() {
        assertThat(pauses.over(ENVIRONMENT)).isEmpty();
        register.add(pause(PauseWorkflow.EVERYWHERE));

        now.addAndGet(Duration.ofMillis(1_999).toNanos());
        assertThat(pauses.over(ENVIRONMENT)).isEmpty();
        assertThat(asked).hasValue(1);
        now.addAndGet(Duration.ofMillis(1).toNanos());

        assertThat(pauses.over(ENVIRONMENT)).isPresent();
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatIsSaidNamesTheScopeTheOperatorAndTheReason() {
        assertThat(Pauses.inWords(pause("/subscriptions/s")))
                .isEqualTo("Writes are paused in /subscriptions/s by mina since 2026-11-23T00:00:00Z: audit");
        assertThat(Pauses.inWords(pause(PauseWorkflow.EVERYWHERE))).startsWith("Writes are paused everywhere by mina");
    }

    private static Pause pause(String scope) {
        return new Pause(scope, "mina", "audit", Instant.parse("2026-11-23T00:00:00Z"));
    }
}
