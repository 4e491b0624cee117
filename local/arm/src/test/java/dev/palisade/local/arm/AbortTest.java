package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.AKS_API;
import static dev.palisade.local.arm.DemoWorld.CLUSTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Aborting what a managed cluster is doing. */
class AbortTest {
    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);
    private String creation;

    @BeforeEach
    void beginCreation() {
        creation = client.put(CLUSTER + AKS_API, DemoWorld.cluster()).header("Azure-AsyncOperation");
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void anAbortIsAnOperationThatEndsTheOneInProgress() {
        Answer begun = abort();
        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.body().isMissingNode()).isTrue();
        assertThat(client.get(begun.header("Azure-AsyncOperation")).at("/status"))
                .isEqualTo("InProgress");
        assertThat(client.get(begun.header("Location")).status()).isEqualTo(202);
        assertThat(stateOfCluster()).isEqualTo("Canceling");
        assertThat(client.delete(CLUSTER + AKS_API).status()).isEqualTo(409);
        simulator.clock().advance(Duration.ofMinutes(1));

        assertThat(client.get(begun.header("Azure-AsyncOperation")).at("/status"))
                .isEqualTo("Succeeded");
        assertThat(client.get(begun.header("Location")).status()).isEqualTo(204);
        assertThat(client.get(creation).at("/status")).isEqualTo("Canceled");
        assertThat(stateOfCluster()).isEqualTo("Canceled");
        assertThat(client.delete(CLUSTER + AKS_API).status()).isEqualTo(202);
    }

    @Test
    void whereNothingIsInProgressAnAbortIsRefused() {
        simulator.clock().advance(Duration.ofMinutes(20));
        Answer refused = abort();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/code")).isEqualTo("OperationNotAllowed");
        assertThat(refused.at("/message"))
                .isEqualTo("Cancel operation is not allowed when the ProvisioningState is Succeeded.");
    }

    @Test
    void aDeletionIsNotAborted() {
        simulator.clock().advance(Duration.ofMinutes(20));
        client.delete(CLUSTER + AKS_API);

        assertThat(abort().status()).isEqualTo(409);
        assertThat(stateOfCluster()).isEqualTo("Deleting");
    }

    @Test
    void aSecondAbortIsRefusedWhileTheFirstRuns() {
        abort();

        assertThat(abort().status()).isEqualTo(409);
    }

    @Test
    void anAbortEndsEvenAnOperationThatNeverEnds() {
        simulator.clock().advance(Duration.ofMinutes(20));
        simulator.faults().add(Fault.of(FaultKind.STUCK, CLUSTER, 1).onMethod("PUT"));
        client.put(CLUSTER + AKS_API, DemoWorld.cluster());
        simulator.clock().advance(Duration.ofDays(2));
        assertThat(stateOfCluster()).isEqualTo("Updating");

        abort();
        simulator.clock().advance(Duration.ofMinutes(1));

        assertThat(stateOfCluster()).isEqualTo("Canceled");
        assertThat(simulator.faults().fired(FaultKind.STUCK)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"LATE_FAILURE, Failed", "STUCK, InProgress"})
    void anAbortThatFailsLateOrNeverEndsLeavesTheCreationRunning(FaultKind fault, String status) {
        simulator.faults().add(Fault.of(fault, CLUSTER, 1).onMethod("POST"));

        String abort = abort().header("Azure-AsyncOperation");
        simulator.clock().advance(Duration.ofMinutes(20));

        assertThat(client.get(abort).at("/status")).isEqualTo(status);
        assertThat(client.get(creation).at("/status")).isEqualTo("Succeeded");
        assertThat(stateOfCluster()).isEqualTo("Succeeded");
        assertThat(client.delete(CLUSTER + AKS_API).status()).isEqualTo(202);
        assertThat(simulator.faults().fired(fault)).isEqualTo(1);
    }

    @Test
    void faultsStrikeAnAbortAndTheAuditNamesTheCluster() {
        simulator.faults().add(Fault.of(FaultKind.SERVER_ERROR, CLUSTER, 1).onMethod("POST"));
        simulator.faults().add(Fault.of(FaultKind.LOSE_RESPONSE, CLUSTER, 1).onMethod("POST"));

        assertThat(abort().status()).isEqualTo(500);
        assertThat(stateOfCluster()).isEqualTo("Creating");
        assertThatThrownBy(() -> client.exchange("POST", CLUSTER + "/abort" + AKS_API, null))
                .isInstanceOf(IOException.class);

        assertThat(stateOfCluster()).isEqualTo("Canceling");
        assertThat(simulator.audit())
                .filteredOn(entry -> entry.method().equals("POST"))
                .allSatisfy(entry -> assertThat(entry.resource()).isEqualToIgnoringCase(CLUSTER))
                .extracting(entry -> entry.effect())
                .containsExactly(Effect.NONE, Effect.CHANGED);
    }

    private Answer abort() {
        return client.post(CLUSTER + "/abort" + AKS_API, null);
    }

    private String stateOfCluster() {
        return client.get(CLUSTER + AKS_API).at("/properties/provisioningState");
    }
}
