package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.AKS_API;
import static dev.palisade.local.arm.DemoWorld.CLUSTER;
import static dev.palisade.local.arm.DemoWorld.STORAGE;
import static dev.palisade.local.arm.DemoWorld.STORAGE_API;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The simulator's own endpoint, by which another process prepares and examines it. */
class ControlEndpointTest {
    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void aFaultIsAskedForCountedAndForgotten() {
        Answer added = client.post(
                "/simulator/faults", "{'kind':'SERVER_ERROR','resource':'wsstorage7c1','count':2,'status':502}");
        assertThat(added.status()).isEqualTo(201);

        assertThat(client.get(STORAGE + STORAGE_API).status()).isEqualTo(502);
        assertThat(client.get("/simulator/faults").at("/value/0/fired")).isEqualTo("1");
        assertThat(client.delete("/simulator/faults/" + added.at("/id")).status())
                .isEqualTo(204);

        assertThat(client.get("/simulator/faults").body().path("value")).isEmpty();
        assertThat(client.get(STORAGE + STORAGE_API).status()).isEqualTo(200);
    }

    @Test
    void everythingWrongWithAFaultIsSaidAtOnce() {
        Answer refused = client.post("/simulator/faults", "{'kind':'GREMLIN','count':0,'when':'now','method':'BREW'}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/error/message"))
                .contains(
                        "kind is one of", "resource names", "count is at least 1", "no field when", "method is one of");
    }

    @Test
    void theClockIsShownAndMoved() {
        Instant before = Instant.parse(client.get("/simulator/clock").at("/simulatedTime"));

        Answer moved = client.post("/simulator/clock", "{'advance':'PT20M'}");

        assertThat(Instant.parse(moved.at("/simulatedTime"))).isAfterOrEqualTo(before.plus(Duration.ofMinutes(20)));
        assertThat(client.post("/simulator/clock", "{'advance':'-PT1M'}").status())
                .isEqualTo(400);
    }

    @Test
    void theAuditLogAndTheResourcesAreShown() {
        client.put(CLUSTER + AKS_API, DemoWorld.cluster());
        client.get(CLUSTER + AKS_API);

        assertThat(client.get("/simulator/audit").body().path("value")).hasSize(2);
        assertThat(client.get("/simulator/audit?since=1").at("/value/0/method")).isEqualTo("GET");
        assertThat(client.get("/simulator/resources").body().path("value")).hasSameSizeAs(simulator.resources());
        assertThat(client.get("/simulator").body().has("POST /simulator/faults"))
                .isTrue();
        assertThat(client.get("/simulator/teapot").status()).isEqualTo(404);
    }
}
