package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.AKS_API;
import static dev.palisade.local.arm.DemoWorld.ATTACHMENT;
import static dev.palisade.local.arm.DemoWorld.CLUSTER;
import static dev.palisade.local.arm.DemoWorld.EXTENSION;
import static dev.palisade.local.arm.DemoWorld.EXTENSION_API;
import static dev.palisade.local.arm.DemoWorld.ML_API;
import static dev.palisade.local.arm.DemoWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clusters attached to a workspace, as computeType AKS and as computeType Kubernetes. */
class AttachmentTest {
    private static final String OTHER = WORKSPACE + "/computes/other";
    private static final String DETACH = "&underlyingResourceAction=Detach";
    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    @BeforeEach
    void createCluster() {
        client.put(CLUSTER + AKS_API, DemoWorld.cluster());
        simulator.clock().advance(Duration.ofMinutes(20));
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void aClusterIsAttachedTheClassicWayInFiveMinutes() {
        Answer begun = client.put(ATTACHMENT + ML_API, DemoWorld.aksAttachment("FastProd"));
        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.at("/properties/provisioningState")).isEqualTo("Creating");
        simulator.clock().advance(Duration.ofSeconds(299));
        assertThat(client.get(begun.header("Azure-AsyncOperation")).at("/status"))
                .isEqualTo("InProgress");
        simulator.clock().advance(Duration.ofSeconds(1));

        Answer compute = client.get(ATTACHMENT + ML_API);
        assertThat(compute.at("/properties/provisioningState")).isEqualTo("Succeeded");
        assertThat(compute.at("/properties/isAttachedCompute")).isEqualTo("true");
        assertThat(compute.at("/properties/resourceId")).isEqualTo(CLUSTER);
        assertThat(compute.at("/properties/properties/agentCount")).isEqualTo("3");
        assertThat(compute.at("/properties/properties/agentVmSize")).isEqualTo("Standard_D3_v2");
        assertThat(compute.at("/properties/properties/clusterFqdn")).endsWith(".azmk8s.io");
    }

    @ParameterizedTest
    @CsvSource({
        "2, FastProd, 400, InsufficientClusterCapacity",
        "2, DenseProd, 400, InsufficientClusterCapacity",
        "2, DevTest, 201, ''",
        "3, FastProd, 201, ''",
        "3, Fast, 400, BadArgument",
    })
    void unlessForTestsAClusterNeedsTwelveCores(int agents, String purpose, int status, String detail) {
        client.put(CLUSTER + AKS_API, DemoWorld.cluster(agents, "10.0.0.0/16", "10.0.0.10"));
        simulator.clock().advance(Duration.ofMinutes(5));

        Answer answer = client.put(ATTACHMENT + ML_API, DemoWorld.aksAttachment(purpose));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.at("/error/details/0/code")).isEqualTo(detail);
    }

    @Test
    void withoutPurposeTheStrictOneHolds() {
        client.put(CLUSTER + AKS_API, DemoWorld.cluster(2, "10.0.0.0/16", "10.0.0.10"));
        simulator.clock().advance(Duration.ofMinutes(5));

        Answer answer = client.put(
                ATTACHMENT + ML_API,
                "{'location':'koreacentral','properties':{'computeType':'AKS','resourceId':'" + CLUSTER + "'}}");

        assertThat(answer.at("/error/details/0/code")).isEqualTo("InsufficientClusterCapacity");
    }

    @Test
    void aKubernetesAttachmentNeedsTheExtensionAndLearnsThatOnlyAtItsEnd() {
        Answer begun = client.put(ATTACHMENT + ML_API, DemoWorld.kubernetesAttachment("default"));
        assertThat(begun.status()).isEqualTo(201);
        simulator.clock().advance(Duration.ofMinutes(5));

        Answer ended = client.get(begun.header("Azure-AsyncOperation"));
        assertThat(ended.at("/status")).isEqualTo("Failed");
        assertThat(ended.code()).isEqualTo("ExtensionNotInstalled");
        assertThat(client.get(ATTACHMENT + ML_API).at("/properties/provisioningErrors/0/error/code"))
                .isEqualTo("ExtensionNotInstalled");

        installExtension();
        client.put(ATTACHMENT + ML_API, DemoWorld.kubernetesAttachment("default"));
        simulator.clock().advance(Duration.ofMinutes(5));
        Answer compute = client.get(ATTACHMENT + ML_API);
        assertThat(compute.at("/properties/provisioningState")).isEqualTo("Succeeded");
        assertThat(compute.at("/properties/provisioningErrors")).isEmpty();
        assertThat(compute.at("/properties/properties/namespace")).isEqualTo("default");
    }

    @Test
    void attachingOneClusterTwiceBreaksTheFirst() {
        attach(ATTACHMENT, DemoWorld.aksAttachment("FastProd"));
        attach(OTHER, DemoWorld.aksAttachment("FastProd"));

        assertThat(stateOf(OTHER)).isEqualTo("Succeeded");
        assertThat(stateOf(ATTACHMENT)).isEqualTo("Failed");
        assertThat(client.get(ATTACHMENT + ML_API).at("/properties/provisioningErrors/0/error/message"))
                .contains(OTHER);
    }

    @Test
    void attachmentsThroughTheExtensionLiveSideBySide() {
        installExtension();
        attach(ATTACHMENT, DemoWorld.kubernetesAttachment("one"));
        attach(OTHER, DemoWorld.kubernetesAttachment("two"));

        assertThat(stateOf(ATTACHMENT)).isEqualTo("Succeeded");
        assertThat(stateOf(OTHER)).isEqualTo("Succeeded");
    }

    @Test
    void anAttachmentIsDetachedAndTheClusterStays() {
        attach(ATTACHMENT, DemoWorld.aksAttachment("FastProd"));

        Answer begun = client.delete(ATTACHMENT + ML_API + DETACH);
        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.header("Location")).isNotEmpty();
        simulator.clock().advance(Duration.ofMinutes(3));

        assertThat(client.get(begun.header("Azure-AsyncOperation")).at("/status"))
                .isEqualTo("Succeeded");
        assertThat(client.get(ATTACHMENT + ML_API).status()).isEqualTo(404);
        assertThat(client.get(CLUSTER + AKS_API).at("/properties/provisioningState"))
                .isEqualTo("Succeeded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&underlyingResourceAction=Delete", "&underlyingResourceAction=Forget"})
    void anAttachmentCanOnlyBeDetached(String action) {
        attach(ATTACHMENT, DemoWorld.aksAttachment("FastProd"));

        Answer refused = client.delete(ATTACHMENT + ML_API + action);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/error/details/0/code")).isEqualTo("BadArgument");
        assertThat(stateOf(ATTACHMENT)).isEqualTo("Succeeded");
    }

    @Test
    void anAttachmentKeepsItsClusterAndItsPurpose() {
        attach(ATTACHMENT, DemoWorld.aksAttachment("FastProd"));

        Answer refused = client.put(ATTACHMENT + ML_API, DemoWorld.aksAttachment("DevTest"));
        assertThat(refused.at("/error/details/0/code")).isEqualTo("PropertyChangeNotAllowed");
        Answer other = client.put(ATTACHMENT + ML_API, DemoWorld.kubernetesAttachment("default"));
        assertThat(other.at("/error/details/0/code")).isEqualTo("PropertyChangeNotAllowed");
        assertThat(client.put(ATTACHMENT + ML_API, DemoWorld.aksAttachment("FastProd"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aClusterThatIsMissingOrNoneIsRefusedAtOnce() {
        String missing = DemoWorld.aksAttachment("FastProd").replace(CLUSTER, CLUSTER + "2");
        String none = DemoWorld.aksAttachment("FastProd").replace(CLUSTER, WORKSPACE);

        assertThat(client.put(ATTACHMENT + ML_API, missing).at("/error/details/0/code"))
                .isEqualTo("ClusterNotFound");
        assertThat(client.put(ATTACHMENT + ML_API, none).at("/error/details/0/code"))
                .isEqualTo("InvalidResourceId");
    }

    @Test
    void aClusterDeletedUnderItsAttachmentLeavesItFailedAndDetachable() {
        installExtension();
        attach(ATTACHMENT, DemoWorld.kubernetesAttachment("default"));
        client.delete(CLUSTER + AKS_API);
        simulator.clock().advance(Duration.ofMinutes(10));

        assertThat(simulator.resource(EXTENSION)).isEmpty();
        assertThat(stateOf(ATTACHMENT)).isEqualTo("Failed");
        assertThat(client.delete(ATTACHMENT + ML_API + DETACH).status()).isEqualTo(202);
    }

    private void installExtension() {
        client.put(EXTENSION + EXTENSION_API, DemoWorld.extension());
        simulator.clock().advance(Duration.ofMinutes(5));
    }

    private void attach(String compute, String body) {
        assertThat(client.put(compute + ML_API, body).status()).isEqualTo(201);
        simulator.clock().advance(Duration.ofMinutes(5));
    }

    private String stateOf(String compute) {
        return client.get(compute + ML_API).at("/properties/provisioningState");
    }
}
