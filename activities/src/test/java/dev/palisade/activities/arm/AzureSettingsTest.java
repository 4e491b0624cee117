package dev.palisade.activities.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.activities.arm.AzureSettings.CredentialKind;
import dev.palisade.planning.arm.ResourceId;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureSettingsTest {
    @ParameterizedTest(name = "{0} {1} speed {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "http://management.azure.com  | SIMULATOR | 1   | in the clear",
                "https://management.azure.com | SIMULATOR | 1   | this machine only",
                "http://localhost:8090        | DEFAULT   | 1   | needs https",
                "https://management.azure.com | DEFAULT   | 600 | run faster",
                "https://management.azure.com | DEFAULT   | 0.5 | must be 1 or more",
                "ftp://localhost              | SIMULATOR | 1   | not an http or https address",
                "management.azure.com         | DEFAULT   | 1   | not an http or https address",
                "http://localhost.evil.com    | SIMULATOR | 1   | in the clear"
            })
    void whatWouldLeakATokenOrCheatOnTimeIsRefused(
            URI endpoint, CredentialKind credential, double speed, String reason) {
        assertThatThrownBy(() -> settings(endpoint, credential, speed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "https://management.azure.com, DEFAULT, 1",
        "http://127.0.0.1:8090, SIMULATOR, 600",
        "http://[::1]:8090, SIMULATOR, 1",
        "https://localhost:8443, DEFAULT, 20"
    })
    void theRestIsTaken(URI endpoint, CredentialKind credential, double speed) {
        assertThat(settings(endpoint, credential, speed).endpoint()).isEqualTo(endpoint);
    }

    @Test
    void onlyAllowedHostsMaySeeOurToken() {
        AzureSettings settings = new AzureSettings(
                URI.create("https://management.azure.com"),
                CredentialKind.DEFAULT,
                null,
                Set.of("koreacentral.management.azure.com"),
                SimulatedTime.REAL,
                AzureSettings.HTTP_TIMEOUT,
                AzureSettings.SERVICE_LIMIT);
        ArmClient client = ArmClient.of(settings);

        assertThat(client.mayFollow(URI.create("https://management.azure.com/x")))
                .isTrue();
        assertThat(client.mayFollow(URI.create("https://koreacentral.management.azure.com/x")))
                .isTrue();
        assertThat(client.mayFollow(URI.create("http://koreacentral.management.azure.com/x")))
                .isFalse();
        assertThat(client.mayFollow(URI.create("http://management.azure.com/x")))
                .isFalse();
        assertThat(client.mayFollow(URI.create("https://management.azure.com:8443/x")))
                .isFalse();
        assertThatThrownBy(() -> client.follow(URI.create("https://evil.example/x?sig=1")))
                .hasMessageContaining("evil.example")
                .hasMessageNotContaining("sig");
    }

    @Test
    void everyTypeHasItsVersionAndAnUnknownOneIsNamed() {
        String scope = "/subscriptions/s/resourceGroups/g";
        ResourceId subnet = ResourceId.of(scope + "/providers/Microsoft.Network/virtualNetworks/v/subnets/default");

        assertThat(ApiVersions.of(subnet.toString())).isEqualTo("2025-03-01");
        assertThat(ApiVersions.of(subnet + "/providers/Microsoft.Authorization/locks"))
                .isEqualTo("2017-04-01");
        assertThat(ApiVersions.of(scope)).isEqualTo("2025-04-01");
        assertThatThrownBy(() -> ApiVersions.of(scope + "/providers/Microsoft.Foo/bars/x"))
                .hasMessageContaining("microsoft.foo/bars");
    }

    @Test
    void whatHadNoAnswerIsWatchedForTheTimeoutAndTheServicesOwnLimit() {
        assertThat(AzureSettings.simulator(URI.create("http://localhost:1"), 60).unansweredWindow())
                .isEqualTo(Duration.ofSeconds(21));
    }

    private static AzureSettings settings(URI endpoint, CredentialKind credential, double speed) {
        return new AzureSettings(
                endpoint,
                credential,
                null,
                Set.of(),
                new SimulatedTime(speed),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60));
    }
}
