package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.GROUP;
import static dev.palisade.local.arm.DemoWorld.STORAGE;
import static dev.palisade.local.arm.DemoWorld.STORAGE_API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.arm.model.Effect;
import dev.palisade.local.arm.state.AuditEntry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** ARM's token buckets, where somebody has asked that they refuse. */
class RequestLimitTest {
    private static final String READ = GROUP + "?api-version=2025-04-01";
    private static final String CLOSE = "{'properties':{'networkAcls':{'defaultAction':'Deny'}}}";

    /** So slow that a bucket refills only when the test moves the clock. */
    private final ArmSimulator simulator = ArmSimulator.start(new SimulatorOptions(0, 0.001, null, DemoWorld.FILE));

    private final ArmClient client = ArmClient.of(simulator);

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void nothingIsRefusedUnlessAskedFor() {
        for (int i = 0; i < 300; i++) {
            assertThat(client.get(READ).status()).isEqualTo(200);
        }
    }

    @Test
    void whatGoesBeyondTheBucketIsRefusedUntilItHasRefilled() {
        simulator.refuseRequestsBeyond(1);
        assertThat(client.patch(STORAGE + STORAGE_API, CLOSE).status()).isEqualTo(200);

        Answer refused = client.patch(STORAGE + STORAGE_API, CLOSE);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("SubscriptionRequestsThrottled");
        assertThat(refused.header("Retry-After")).isEqualTo("5000");
        assertThat(refused.header("x-ms-ratelimit-remaining-subscription-writes"))
                .isEqualTo("0");
        AuditEntry last = simulator.audit().get(simulator.audit().size() - 1);
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.effect()).isEqualTo(Effect.NONE);

        simulator.clock().advance(Duration.ofSeconds(5));
        assertThat(client.patch(STORAGE + STORAGE_API, CLOSE).status()).isEqualTo(200);
    }

    @Test
    void eachClassSubscriptionAndPrincipalHasABucketOfItsOwn() {
        simulator.refuseRequestsBeyond(1);
        assertThat(client.patch(STORAGE + STORAGE_API, CLOSE).status()).isEqualTo(200);
        assertThat(client.patch(STORAGE + STORAGE_API, CLOSE).status()).isEqualTo(429);

        assertThat(client.get(READ).status()).isEqualTo(200);
        assertThat(client.send("PATCH", STORAGE + STORAGE_API, CLOSE, "Authorization", "Bearer somebody-else")
                        .status())
                .isEqualTo(200);
        assertThat(client.get(
                                "/subscriptions/99999999-2222-3333-4444-555555555555/resourceGroups/other?api-version=2025-04-01")
                        .status())
                .isNotEqualTo(429);
    }

    @Test
    void anotherProcessAsksForItAndEndsIt() {
        assertThat(client.post("/simulator/limits", "{'requests':0}").status()).isEqualTo(400);
        assertThat(client.post("/simulator/limits", "{'requests':1}").status()).isEqualTo(200);
        assertThat(client.patch(STORAGE + STORAGE_API, CLOSE).status()).isEqualTo(200);
        assertThat(client.patch(STORAGE + STORAGE_API, CLOSE).status()).isEqualTo(429);

        assertThat(client.delete("/simulator/limits").status()).isEqualTo(204);

        assertThat(client.patch(STORAGE + STORAGE_API, CLOSE).status()).isEqualTo(200);
    }
}
