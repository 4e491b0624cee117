package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.AKS_API;
import static dev.palisade.local.arm.DemoWorld.CLUSTER;
import static dev.palisade.local.arm.DemoWorld.COMPUTE;
import static dev.palisade.local.arm.DemoWorld.DEFAULT_SUBNET;
import static dev.palisade.local.arm.DemoWorld.ML_API;
import static dev.palisade.local.arm.DemoWorld.NETWORK_API;
import static dev.palisade.local.arm.DemoWorld.STORAGE;
import static dev.palisade.local.arm.DemoWorld.STORAGE_API;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each fault does what its name says, as often as asked, and says that it did. */
class FaultTest {
    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void aLateFailureIsAcceptedAndThenFails() {
        simulator.faults().add(FaultKind.LATE_FAILURE, "computes/CPUCLUSTER", 1);

        Answer begun = client.put(COMPUTE + ML_API, DemoWorld.compute());
        assertThat(begun.status()).isEqualTo(201);
        simulator.clock().advance(Duration.ofMinutes(3));

        Answer ended = client.get(begun.header("Azure-AsyncOperation"));
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.at("/status")).isEqualTo("Failed");
        assertThat(ended.code()).isEqualTo("InternalServerError");
        Answer compute = client.get(COMPUTE + ML_API);
        assertThat(compute.at("/properties/provisioningState")).isEqualTo("Failed");
        assertThat(compute.at("/properties/provisioningErrors/0/error/code")).isEqualTo("InternalServerError");
        assertFired(FaultKind.LATE_FAILURE, 1);
    }

    @Test
    void aLateFailureOfADeleteLeavesTheResource() {
        client.put(CLUSTER + AKS_API, DemoWorld.cluster());
        simulator.clock().advance(Duration.ofMinutes(20));
        simulator
                .faults()
                .add(Fault.of(FaultKind.LATE_FAILURE, CLUSTER, 1)
                        .onMethod("DELETE")
                        .withError(null, "OutboundConnFail", "No way out."));

        Answer begun = client.delete(CLUSTER + AKS_API);
        simulator.clock().advance(Duration.ofMinutes(20));

        assertThat(client.get(begun.header("Azure-AsyncOperation")).code()).isEqualTo("OutboundConnFail");
        assertThat(client.get(begun.header("Location")).code()).isEqualTo("OutboundConnFail");
        assertThat(client.get(CLUSTER + AKS_API).at("/properties/provisioningState"))
                .isEqualTo("Failed");
        assertFired(FaultKind.LATE_FAILURE, 1);
    }

    @Test
    void aLostResponseHasDoneItsWork() {
        simulator.faults().add(FaultKind.LOSE_RESPONSE, "myaks", 1);

        assertThatThrownBy(() -> client.exchange("PUT", CLUSTER + AKS_API, DemoWorld.cluster()))
                .isInstanceOf(IOException.class);

        assertThat(client.get(CLUSTER + AKS_API).at("/properties/provisioningState"))
                .isEqualTo("Creating");
        assertThat(simulator.audit())
                .filteredOn(entry -> entry.effect() == Effect.CREATED)
                .hasSize(1);
        assertFired(FaultKind.LOSE_RESPONSE, 1);
    }

    @Test
    void aStaleReadWaitsForAWriteAndThenAnswersWhatWasBefore() {
        simulator.faults().add(FaultKind.STALE_READ, "computes/cpucluster", 2);
        simulator.faults().add(FaultKind.STALE_READ, STORAGE, 1);
        assertThat(client.get(COMPUTE + ML_API).status()).isEqualTo(404);
        assertThat(client.get(STORAGE + STORAGE_API).status()).isEqualTo(200);
        assertFired(FaultKind.STALE_READ, 0);

        client.put(COMPUTE + ML_API, DemoWorld.compute());
        client.patch(STORAGE + STORAGE_API, "{'properties':{'networkAcls':{'defaultAction':'Deny'}}}");

        assertThat(client.get(COMPUTE + ML_API).status()).isEqualTo(404);
        assertThat(client.get(COMPUTE + ML_API).status()).isEqualTo(404);
        assertThat(client.get(COMPUTE + ML_API).status()).isEqualTo(200);
        assertThat(client.get(STORAGE + STORAGE_API).at("/properties/networkAcls/defaultAction"))
                .isEqualTo("Allow");
        assertThat(client.get(STORAGE + STORAGE_API).at("/properties/networkAcls/defaultAction"))
                .isEqualTo("Deny");
        assertFired(FaultKind.STALE_READ, 3);
    }

    @Test
    void aThrottledRequestNamesAWaitAndDoesNothing() {
        simulator.faults().add(Fault.of(FaultKind.THROTTLE, "myaks", 1).onMethod("PUT"));

        Answer refused = client.put(CLUSTER + AKS_API, DemoWorld.cluster());

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("Throttled");
        assertThat(refused.header("Retry-After")).isEqualTo("15");
        assertThat(simulator.resource(CLUSTER)).isEmpty();
        assertFired(FaultKind.THROTTLE, 1);
        assertThat(client.put(CLUSTER + AKS_API, DemoWorld.cluster()).status()).isEqualTo(201);
    }

    @Test
    void aPollCanBeThrottledWhileItsResourceIsNot() {
        simulator.faults().add(Fault.of(FaultKind.THROTTLE, "myaks", 1).onMethod(FaultKind.POLL));
        String operation = client.put(CLUSTER + AKS_API, DemoWorld.cluster()).header("Azure-AsyncOperation");

        assertThat(client.get(CLUSTER + AKS_API).status()).isEqualTo(200);
        assertThat(client.get(operation).status()).isEqualTo(429);
        assertThat(client.get(operation).status()).isEqualTo(200);
        assertFired(FaultKind.THROTTLE, 1);
    }

    @Test
    void aConflictIsWordedByItsService() {
        simulator.faults().add(FaultKind.CONFLICT_IN_PROGRESS, "subnets/default", 1);
        simulator.faults().add(FaultKind.CONFLICT_IN_PROGRESS, "managedClusters/myaks", 1);

        Answer subnet = client.put(DEFAULT_SUBNET + NETWORK_API, DemoWorld.subnet("10.1.0.0/24", "Microsoft.Storage"));
        Answer cluster = client.put(CLUSTER + AKS_API, DemoWorld.cluster());

        assertThat(subnet.status()).isEqualTo(409);
        assertThat(subnet.code()).isEqualTo("AnotherOperationInProgress");
        assertThat(cluster.status()).isEqualTo(409);
        assertThat(cluster.at("/code")).isEqualTo("OperationNotAllowed");
        assertFired(FaultKind.CONFLICT_IN_PROGRESS, 2);
    }

    @Test
    void aServerErrorIsTheOneAskedFor() {
        simulator.faults().add(FaultKind.SERVER_ERROR, "*", 1);
        simulator.faults().add(Fault.of(FaultKind.SERVER_ERROR, "*", 1).withError(503, "Busy", "Later."));

        assertThat(client.get(STORAGE + STORAGE_API).status()).isEqualTo(500);
        Answer second = client.get(STORAGE + STORAGE_API);
        assertThat(second.status()).isEqualTo(503);
        assertThat(second.code()).isEqualTo("Busy");
        assertThat(client.get(STORAGE + STORAGE_API).status()).isEqualTo(200);
        assertFired(FaultKind.SERVER_ERROR, 2);
    }

    @Test
    void aStuckOperationNeverEndsAndKeepsItsResourceBusy() {
        simulator.faults().add(FaultKind.STUCK, "myaks", 1);
        String operation = client.put(CLUSTER + AKS_API, DemoWorld.cluster()).header("Azure-AsyncOperation");

        simulator.clock().advance(Duration.ofDays(30));

        assertThat(client.get(operation).at("/status")).isEqualTo("InProgress");
        assertThat(client.delete(CLUSTER + AKS_API).status()).isEqualTo(409);
        assertFired(FaultKind.STUCK, 1);
    }

    @Test
    void aRefusalIsInTheWordsAskedForAndTouchesOnlyWrites() {
        simulator.faults().add(Fault.refuse(STORAGE, 1, 403, "RequestDisallowedByPolicy", "Policy says no."));

        assertThat(client.get(STORAGE + STORAGE_API).status()).isEqualTo(200);
        Answer refused = client.patch(STORAGE + STORAGE_API, DemoWorld.storageAcls(DEFAULT_SUBNET));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("RequestDisallowedByPolicy");
        assertThat(refused.at("/error/message")).isEqualTo("Policy says no.");
        assertFired(FaultKind.REFUSE, 1);
    }

    @Test
    void aFaultOfAnotherResourceDoesNotStrike() {
        simulator.faults().add(FaultKind.SERVER_ERROR, "aks", 1);

        assertThat(client.put(CLUSTER + AKS_API, DemoWorld.cluster()).status()).isEqualTo(201);
        assertFired(FaultKind.SERVER_ERROR, 0);
    }

    private void assertFired(FaultKind kind, int times) {
        assertThat(simulator.faults().fired(kind)).isEqualTo(times);
        assertThat(simulator.audit().stream()
                        .flatMap(entry -> entry.faults().stream())
                        .filter(kind::equals))
                .hasSize(times);
    }
}
