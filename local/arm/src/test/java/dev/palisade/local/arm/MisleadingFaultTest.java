package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.AKS_API;
import static dev.palisade.local.arm.DemoWorld.CLUSTER;
import static dev.palisade.local.arm.DemoWorld.COMPUTE;
import static dev.palisade.local.arm.DemoWorld.DEFAULT_SUBNET;
import static dev.palisade.local.arm.DemoWorld.ML_API;
import static dev.palisade.local.arm.DemoWorld.STORAGE;
import static dev.palisade.local.arm.DemoWorld.STORAGE_API;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.local.arm.state.AuditEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The faults after which what Azure says, or does not say, is not what it did. */
class MisleadingFaultTest {
    private static final String LOCKDOWN = "{'properties':{'networkAcls':{'defaultAction':'Deny'}}}";

    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void aLostRequestHasDoneNothing() {
        simulator.faults().add(FaultKind.LOSE_REQUEST, "myaks", 1);

        assertThatThrownBy(() -> client.exchange("PUT", CLUSTER + AKS_API, DemoWorld.cluster()))
                .isInstanceOf(IOException.class);

        assertThat(simulator.resource(CLUSTER)).isEmpty();
        assertThat(struck(FaultKind.LOSE_REQUEST))
                .singleElement()
                .satisfies(entry -> assertThat(entry.effect()).isEqualTo(Effect.NONE));
        assertThat(client.put(CLUSTER + AKS_API, DemoWorld.cluster()).status()).isEqualTo(201);
    }

    @Test
    void aTruncatedAnswerBreaksOffAndTellsOfSomethingDone() {
        simulator.faults().add(FaultKind.TRUNCATE_BODY, "myaks", 1);

        assertThatThrownBy(() -> client.exchange("PUT", CLUSTER + AKS_API, DemoWorld.cluster()))
                .isInstanceOf(JsonEOFException.class);

        assertThat(simulator.resource(CLUSTER)).isPresent();
        assertThat(struck(FaultKind.TRUNCATE_BODY)).hasSize(1);
        assertThat(client.get(CLUSTER + AKS_API).status()).isEqualTo(200);
    }

    @Test
    void aSlowAnswerTellsOfSomethingDoneLongBefore() {
        simulator
                .faults()
                .add(Fault.of(FaultKind.SLOW_ANSWER, STORAGE, 1)
                        .onMethod("PATCH")
                        .late(Duration.ofSeconds(1)));

        client.patch(STORAGE + STORAGE_API, LOCKDOWN);
        Instant answered = Instant.now();

        assertThat(struck(FaultKind.SLOW_ANSWER))
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.realTime().plusSeconds(1)).isBeforeOrEqualTo(answered.plusMillis(1)));
        assertThat(simulator.resource(STORAGE).orElseThrow().at("/properties/networkAcls/defaultAction"))
                .hasToString("\"Deny\"");
    }

    @Test
    void aLaggingStateWaitsForTheEndOfAWrite() {
        simulator.faults().add(FaultKind.LAGGING_STATE, "myaks", 1);
        client.put(CLUSTER + AKS_API, DemoWorld.cluster());
        assertThat(state(CLUSTER + AKS_API)).isEqualTo("Creating");
        assertThat(struck(FaultKind.LAGGING_STATE)).isEmpty();

        simulator.clock().advance(Duration.ofHours(1));

        assertThat(state(CLUSTER + AKS_API)).isEqualTo("Updating");
        assertThat(state(CLUSTER + AKS_API)).isEqualTo("Succeeded");
        assertThat(struck(FaultKind.LAGGING_STATE)).hasSize(1);
    }

    @Test
    void aCreationWithoutEffectSucceedsAndThereIsNothing() {
        simulator.faults().add(FaultKind.WITHOUT_EFFECT, "computes/cpucluster", 1);

        Answer begun = client.put(COMPUTE + ML_API, DemoWorld.compute());
        simulator.clock().advance(Duration.ofHours(1));

        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.at("/properties/provisioningState")).isEqualTo("Creating");
        assertThat(client.get(begun.header("Azure-AsyncOperation")).at("/status"))
                .isEqualTo("Succeeded");
        assertThat(client.get(COMPUTE + ML_API).status()).isEqualTo(404);
        assertThat(simulator.audit()).noneMatch(entry -> entry.effect() == Effect.CREATED);
        assertThat(struck(FaultKind.WITHOUT_EFFECT)).hasSize(1);
    }

    @Test
    void aChangeOrADeletionWithoutEffectSucceedsAndAllIsAsBefore() {
        client.put(CLUSTER + AKS_API, DemoWorld.cluster());
        simulator.clock().advance(Duration.ofHours(1));
        JsonNode storage = simulator.resource(STORAGE).orElseThrow();
        simulator.faults().add(FaultKind.WITHOUT_EFFECT, STORAGE, 1);
        simulator.faults().add(FaultKind.WITHOUT_EFFECT, CLUSTER, 1);

        Answer patched = client.patch(STORAGE + STORAGE_API, LOCKDOWN);
        Answer deleting = client.delete(CLUSTER + AKS_API);
        simulator.clock().advance(Duration.ofHours(1));

        assertThat(patched.at("/properties/networkAcls/defaultAction")).isEqualTo("Deny");
        assertThat(simulator.resource(STORAGE)).contains(storage);
        assertThat(client.get(deleting.header("Azure-AsyncOperation")).at("/status"))
                .isEqualTo("Succeeded");
        assertThat(state(CLUSTER + AKS_API)).isEqualTo("Succeeded");
        assertThat(struck(FaultKind.WITHOUT_EFFECT)).hasSize(2);
    }

    @Test
    void anUndocumentedStatusIsCountedWhenItIsReadAndLastsUntilThen() {
        simulator
                .faults()
                .add(Fault.of(FaultKind.UNDOCUMENTED_STATUS, DEFAULT_SUBNET, 2).withError(null, "AllocatingDip", ""));
        String operation = client.put(
                        DEFAULT_SUBNET + DemoWorld.NETWORK_API, DemoWorld.subnet("10.1.0.0/24", "Microsoft.Storage"))
                .header("Azure-AsyncOperation");
        assertThat(struck(FaultKind.UNDOCUMENTED_STATUS)).isEmpty();

        simulator.clock().advance(Duration.ofHours(5));

        assertThat(client.get(operation).at("/status")).isEqualTo("AllocatingDip");
        assertThat(client.get(operation).at("/status")).isEqualTo("AllocatingDip");
        assertThat(client.get(operation).at("/status")).isEqualTo("InProgress");
        assertThat(struck(FaultKind.UNDOCUMENTED_STATUS)).hasSize(2);
        simulator.clock().advance(Duration.ofHours(1));
        assertThat(client.get(operation).at("/status")).isEqualTo("Succeeded");
    }

    @Test
    void whatAwaitsAWriteStrikesNoReadBeforeIt() {
        client.patch(STORAGE + STORAGE_API, LOCKDOWN);
        simulator.faults().add(Fault.of(FaultKind.STALE_READ, STORAGE, 1).afterAWrite());
        String door = "/properties/networkAcls/defaultAction";
        assertThat(client.get(STORAGE + STORAGE_API).at(door)).isEqualTo("Deny");
        client.patch(STORAGE + STORAGE_API, LOCKDOWN);
        assertThat(client.get(STORAGE + STORAGE_API).at(door)).isEqualTo("Deny");
        assertThat(struck(FaultKind.STALE_READ)).isEmpty();

        client.patch(STORAGE + STORAGE_API, LOCKDOWN.replace("Deny", "Allow"));

        assertThat(client.get(STORAGE + STORAGE_API).at(door)).isEqualTo("Deny");
        assertThat(client.get(STORAGE + STORAGE_API).at(door)).isEqualTo("Allow");
        assertThat(struck(FaultKind.STALE_READ)).hasSize(1);
    }

    @Test
    void afterADeletionAReadMayBreakOffOrShowWhatIsGone() {
        client.put(CLUSTER + AKS_API, DemoWorld.cluster());
        simulator.clock().advance(Duration.ofHours(1));
        simulator.faults().add(Fault.of(FaultKind.STALE_READ, CLUSTER, 1).afterAWrite());
        simulator
                .faults()
                .add(Fault.of(FaultKind.TRUNCATE_BODY, CLUSTER, 2)
                        .onMethod("GET")
                        .afterAWrite());
        assertThat(state(CLUSTER + AKS_API)).isEqualTo("Succeeded");

        client.delete(CLUSTER + AKS_API);
        simulator.clock().advance(Duration.ofHours(1));

        assertThatThrownBy(() -> client.get(CLUSTER + AKS_API)).isInstanceOf(UncheckedIOException.class);
        assertThat(struck(FaultKind.STALE_READ)).hasSize(1);
        assertThatThrownBy(() -> client.get(CLUSTER + AKS_API)).isInstanceOf(UncheckedIOException.class);
        assertThat(client.get(CLUSTER + AKS_API).status()).isEqualTo(404);
        assertThat(struck(FaultKind.TRUNCATE_BODY)).hasSize(2);
    }

    @Test
    void throttlingNeedNotSayForHowLong() {
        simulator.faults().add(Fault.of(FaultKind.THROTTLE, CLUSTER, 1).withRetryAfter(0));

        Answer refused = client.put(CLUSTER + AKS_API, DemoWorld.cluster());

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEmpty();
        assertThat(refused.header("x-ms-retry-after-ms")).isEmpty();
    }

    private String state(String resource) {
        return client.get(resource).at("/properties/provisioningState");
    }

    private List<AuditEntry> struck(FaultKind kind) {
        return simulator.audit().stream()
                .filter(entry -> entry.faults().contains(kind))
                .toList();
    }
}
