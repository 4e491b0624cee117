package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.DEFAULT_SUBNET;
import static dev.palisade.local.arm.DemoWorld.GROUP;
import static dev.palisade.local.arm.DemoWorld.LOCKS_API;
import static dev.palisade.local.arm.DemoWorld.NETWORK;
import static dev.palisade.local.arm.DemoWorld.NETWORK_API;
import static dev.palisade.local.arm.DemoWorld.STORAGE;
import static dev.palisade.local.arm.DemoWorld.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Management locks, their inheritance and what they forbid. */
class LockTest {
    private static final String LOCKS = "/providers/Microsoft.Authorization/locks";
    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "subscription, CanNotDelete, 200, 409",
        "group, CanNotDelete, 200, 409",
        "group, ReadOnly, 409, 409",
        "network, ReadOnly, 409, 409",
        "subnet, CanNotDelete, 200, 409",
        "storage, ReadOnly, 201, 202",
    })
    void aLockHoldsForAllBelowIt(String scope, String level, int writeStatus, int deleteStatus) {
        lock(scopeOf(scope), level);

        Answer deleted = client.delete(DEFAULT_SUBNET + NETWORK_API);
        assertThat(deleted.status()).isEqualTo(deleteStatus);
        assertThat(deleted.code()).isEqualTo(deleteStatus == 409 ? "ScopeLocked" : "");
        simulator.clock().advance(Duration.ofMinutes(1));
        Answer written = client.put(
                NETWORK + "/subnets/default" + NETWORK_API, DemoWorld.subnet("10.1.0.0/24", "Microsoft.Storage"));
        assertThat(written.status()).isEqualTo(writeStatus);
    }

    @Test
    void removingTheLockOpensTheScopeAgain() {
        String lock = lock(GROUP, "ReadOnly");

        assertThat(client.delete(lock + LOCKS_API).status()).isEqualTo(200);

        assertThat(client.delete(DEFAULT_SUBNET + NETWORK_API).status()).isEqualTo(202);
    }

    @Test
    void locksAreListedAtAboveAndBelowAScope() {
        lock(SUBSCRIPTION, "CanNotDelete");
        lock(GROUP, "CanNotDelete");
        lock(STORAGE, "ReadOnly");

        assertThat(client.get(NETWORK + LOCKS + LOCKS_API).body().path("value")).hasSize(2);
        assertThat(client.get(STORAGE + LOCKS + LOCKS_API).body().path("value")).hasSize(3);
        assertThat(client.get(GROUP + LOCKS + LOCKS_API).body().path("value")).hasSize(3);
        assertThat(client.get(GROUP + LOCKS + LOCKS_API + "&$filter=atScope()")
                        .body()
                        .path("value"))
                .hasSize(2);
        assertThat(client.get(SUBSCRIPTION + LOCKS + LOCKS_API).body().path("value"))
                .hasSize(3);
    }

    @Test
    void aLockHasALevelThatExists() {
        Answer refused = client.put(GROUP + LOCKS + "/mine" + LOCKS_API, "{'properties':{'level':'Tight'}}");

        assertThat(refused.status()).isEqualTo(400);
    }

    private String lock(String scope, String level) {
        String id = scope + LOCKS + "/mine";
        assertThat(client.put(id + LOCKS_API, "{'properties':{'level':'" + level + "'}}")
                        .status())
                .isEqualTo(201);
        return id;
    }

    private static String scopeOf(String word) {
        return switch (word) {
            case "subscription" -> SUBSCRIPTION;
            case "group" -> GROUP;
            case "network" -> NETWORK;
            case "subnet" -> DEFAULT_SUBNET;
            default -> STORAGE;
        };
    }
}
