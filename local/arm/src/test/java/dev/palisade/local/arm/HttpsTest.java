package dev.palisade.local.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.Context;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.models.ServiceEndpointPropertiesFormat;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** On HTTPS the official SDK runs with its own authentication, unchanged: it sends tokens nowhere else. */
class HttpsTest {
    private static final TokenCredential CREDENTIAL = scopes -> Mono.just(new AccessToken(
            "of-" + scopes.getScopes().get(0),
            OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));

    @TempDir
    private Path directory;

    @Test
    void theSdkAsksItsCredentialAndFollowsAnOperationToItsEnd() throws Exception {
        try (ArmSimulator simulator = start()) {
            OfficialSdk azure = OfficialSdk.of(
                    simulator,
                    CREDENTIAL,
                    new JdkHttpClientBuilder(HttpClient.newBuilder().sslContext(trust())).build());
            var subnets = azure.network().serviceClient().getSubnets();
            SubnetInner subnet = subnets.get("mygroup", "mynetwork", "default");
            subnet.withServiceEndpoints(
                    List.of(new ServiceEndpointPropertiesFormat().withService("Microsoft.Storage")));

            SubnetInner opened = subnets.createOrUpdate("mygroup", "mynetwork", "default", subnet, Context.NONE);

            assertThat(opened.provisioningState()).hasToString("Succeeded");
            assertThat(simulator
                            .resource(DemoWorld.DEFAULT_SUBNET)
                            .orElseThrow()
                            .at("/properties/serviceEndpoints"))
                    .hasSize(1);
            assertThat(simulator.audit()).anyMatch(entry -> entry.path().contains("/operations/"));
        }
    }

    @Test
    void withoutTlsTheSdkSendsNoToken() {
        try (ArmSimulator simulator = DemoWorld.start()) {
            OfficialSdk azure = OfficialSdk.of(simulator, CREDENTIAL, new JdkHttpClientBuilder().build());

            assertThatThrownBy(
                            () -> azure.network().serviceClient().getSubnets().get("mygroup", "mynetwork", "default"))
                    .hasMessageContaining("HTTPS");
            assertThat(simulator.audit()).isEmpty();
        }
    }

    @Test
    void whoDoesNotTrustTheCertificateDoesNotSpeakToIt() {
        try (ArmSimulator simulator = start()) {
            ArmClient stranger = new ArmClient(simulator.baseUrl(), HttpClient.newHttpClient());

            assertThatThrownBy(() -> stranger.get(DemoWorld.NETWORK + DemoWorld.NETWORK_API))
                    .hasRootCauseMessage("unable to find valid certification path to requested target");
        }
    }

    @Test
    void theCertificateStaysTheSameWhenItIsStartedAgain() throws Exception {
        start().close();
        SSLContext trusted = trust();
        try (ArmSimulator again = start()) {
            ArmClient client = new ArmClient(
                    again.baseUrl(), HttpClient.newBuilder().sslContext(trusted).build());

            assertThat(client.get(DemoWorld.NETWORK + DemoWorld.NETWORK_API).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aDirectoryThatCannotBeUsedIsSaidInOneSentence() throws Exception {
        Path broken = Files.createDirectory(directory.resolve("broken"));
        Files.writeString(broken.resolve("simulator.p12"), "not a key store");

        assertThatThrownBy(() -> ArmSimulator.start(new SimulatorOptions(0, 1, null, null, broken)))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("The key in " + broken + " cannot be used")
                .hasMessageContaining("delete simulator.p12");
    }

    private ArmSimulator start() {
        return ArmSimulator.start(new SimulatorOptions(0, 1200, null, DemoWorld.FILE, directory));
    }

    private SSLContext trust() throws Exception {
        return Trust.in(directory.resolve("certificate.pem"));
    }
}
