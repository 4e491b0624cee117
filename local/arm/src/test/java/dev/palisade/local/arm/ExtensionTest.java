package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.AKS_API;
import static dev.palisade.local.arm.DemoWorld.ATTACHMENT;
import static dev.palisade.local.arm.DemoWorld.CLUSTER;
import static dev.palisade.local.arm.DemoWorld.EXTENSION;
import static dev.palisade.local.arm.DemoWorld.EXTENSION_API;
import static dev.palisade.local.arm.DemoWorld.ML_API;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Extensions of a cluster: resources on its own id. */
class ExtensionTest {
    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void anExtensionIsInstalledAndItsOperationLiesBelowIt() {
        createCluster();
        Answer begun = client.put(EXTENSION + EXTENSION_API, DemoWorld.extension());
        assertThat(begun.status()).isEqualTo(201);
        String operation = begun.header("Azure-AsyncOperation");
        assertThat(operation).startsWith(simulator.baseUrl() + EXTENSION + "/operations/");
        assertThat(client.get(operation).at("/status")).isEqualTo("Creating");
        simulator.clock().advance(Duration.ofMinutes(5));

        assertThat(client.get(operation).at("/status")).isEqualTo("Succeeded");
        Answer extension = client.get(EXTENSION + EXTENSION_API);
        assertThat(extension.at("/type")).isEqualTo("Microsoft.KubernetesConfiguration/extensions");
        assertThat(extension.at("/properties/provisioningState")).isEqualTo("Succeeded");
        assertThat(extension.at("/properties/currentVersion")).isNotEmpty();
        assertThat(client.get(EXTENSION.replace("/azureml", "") + EXTENSION_API)
                        .body()
                        .path("value"))
                .hasSize(1);
    }

    @Test
    void itsProtectedSettingsAreNeverShown() {
        createCluster();
        Answer begun = client.put(EXTENSION + EXTENSION_API, DemoWorld.extension());

        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.body().toString()).doesNotContain("hunter2");
        assertThat(simulator.audit().toString()).doesNotContain("hunter2");
    }

    @Test
    void anExtensionNeedsItsClusterAndOneThatIsReady() {
        Answer early = client.put(EXTENSION + EXTENSION_API, DemoWorld.extension());
        assertThat(early.status()).isEqualTo(404);
        assertThat(early.code()).isEqualTo("ResourceNotFound");
        client.put(CLUSTER + AKS_API, DemoWorld.cluster());

        Answer begun = client.put(EXTENSION + EXTENSION_API, DemoWorld.extension());
        simulator.clock().advance(Duration.ofMinutes(5));

        Answer ended = client.get(begun.header("Azure-AsyncOperation"));
        assertThat(ended.at("/status")).isEqualTo("Failed");
        assertThat(ended.code()).isEqualTo("ExtensionOperationFailed");
        assertThat(client.get(EXTENSION + EXTENSION_API).at("/properties/errorInfo/code"))
                .isEqualTo("ExtensionOperationFailed");
    }

    @Test
    void theMachineLearningExtensionIsForSomething() {
        createCluster();
        Answer begun =
                client.put(EXTENSION + EXTENSION_API, DemoWorld.extension().replace("'enableInference':'True',", ""));
        simulator.clock().advance(Duration.ofMinutes(5));

        assertThat(client.get(begun.header("Azure-AsyncOperation")).at("/error/message"))
                .contains("enableInference");
    }

    @Test
    void removingTheExtensionBreaksWhatIsAttachedThroughIt() {
        createCluster();
        client.put(EXTENSION + EXTENSION_API, DemoWorld.extension());
        simulator.clock().advance(Duration.ofMinutes(5));
        client.put(ATTACHMENT + ML_API, DemoWorld.kubernetesAttachment("default"));
        simulator.clock().advance(Duration.ofMinutes(5));

        Answer begun = client.delete(EXTENSION + EXTENSION_API);
        assertThat(begun.status()).isEqualTo(202);
        simulator.clock().advance(Duration.ofMinutes(5));

        assertThat(client.get(begun.header("Azure-AsyncOperation")).at("/status"))
                .isEqualTo("Succeeded");
        assertThat(client.get(EXTENSION + EXTENSION_API).status()).isEqualTo(404);
        assertThat(client.delete(EXTENSION + EXTENSION_API).status()).isEqualTo(204);
        assertThat(client.get(ATTACHMENT + ML_API).at("/properties/provisioningState"))
                .isEqualTo("Failed");
    }

    private void createCluster() {
        client.put(CLUSTER + AKS_API, DemoWorld.cluster());
        simulator.clock().advance(Duration.ofMinutes(20));
    }
}
