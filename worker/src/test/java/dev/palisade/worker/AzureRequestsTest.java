package dev.palisade.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.activities.arm.RequestBudget.Closed;
import dev.palisade.worker.health.Health;
import dev.palisade.worker.health.Metrics;
import dev.palisade.worker.health.Part.Report;
import dev.palisade.worker.health.Part.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AzureRequestsTest {
    private final List<Closed> closed = new ArrayList<>();
    private final Health health = new Health(Clock.systemUTC());

    @Test
    void aLimitThatIsReachedIsNamedAndTheWorkerStaysReady() {
        try (Metrics metrics = new Metrics()) {
            new AzureRequests(() -> closed, () -> 7).tell(health, metrics.registry());
            assertThat(part().reason()).isEqualTo("no request limit is reached");

            closed.add(new Closed("writes, subscription 1111", Duration.ofMillis(11_200)));

            assertThat(part().reason())
                    .isEqualTo("waits for Azure's request limit (writes, subscription 1111) for another 12 s");
            assertThat(health.whole().status()).isEqualTo(Status.UP);
            assertThat(metrics.registry().scrape())
                    .contains("palisade_azure_limits_closed 1")
                    .contains("palisade_azure_requests_put_off_total 7");
        }
    }

    private Report part() {
        return health.whole().parts().get(0);
    }
}
