package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.DEFAULT_SUBNET;
import static dev.palisade.local.arm.DemoWorld.NETWORK_API;
import static dev.palisade.local.arm.DemoWorld.STORAGE;
import static dev.palisade.local.arm.DemoWorld.STORAGE_API;
import static dev.palisade.local.arm.DemoWorld.VAULT;
import static dev.palisade.local.arm.DemoWorld.VAULT_API;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.local.arm.model.Effect;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The firewalls of storage accounts and key vaults. */
class FirewallTest {
    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void anAccountClosesOnlyOnceTheSubnetHasItsServiceEndpoint() {
        String closed = DemoWorld.storageAcls(DEFAULT_SUBNET);
        Answer early = client.patch(STORAGE + STORAGE_API, closed);
        assertThat(early.status()).isEqualTo(400);
        assertThat(early.code()).isEqualTo("NetworkAclsValidationFailure");
        assertThat(early.at("/error/message")).contains("SubnetsHaveNoServiceEndpointsConfigured");

        client.put(DEFAULT_SUBNET + NETWORK_API, DemoWorld.subnet("10.1.0.0/24", "Microsoft.Storage"));
        assertThat(client.patch(STORAGE + STORAGE_API, closed).at("/error/message"))
                .contains("SubnetsNotProvisioned");
        simulator.clock().advance(Duration.ofSeconds(10));

        Answer done = client.patch(STORAGE + STORAGE_API, closed);
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.at("/properties/networkAcls/virtualNetworkRules/0/state"))
                .isEqualTo("Succeeded");
        assertThat(done.at("/properties/networkAcls/bypass")).isEqualTo("AzureServices");
        assertThat(done.at("/properties/minimumTlsVersion")).isEqualTo("TLS1_2");
        assertThat(done.headers().firstValue("Azure-AsyncOperation")).isEmpty();
    }

    @Test
    void eachListIsReplacedWholeAndTheSameAgainIsNoChange() {
        String first =
                "{'properties':{'networkAcls':{'defaultAction':'Deny','ipRules':[{'value':'203.0.113.7'},{'value':'198.51.100.0/24'}]}}}";
        String second = "{'properties':{'networkAcls':{'defaultAction':'Deny','ipRules':[{'value':'203.0.113.9'}]}}}";
        client.patch(STORAGE + STORAGE_API, first);
        client.patch(STORAGE + STORAGE_API, second);
        client.patch(STORAGE + STORAGE_API, second);

        JsonNode acls = simulator.resource(STORAGE).orElseThrow().at("/properties/networkAcls");
        assertThat(acls.path("ipRules")).hasSize(1);
        assertThat(acls.path("bypass").asText()).isEqualTo("None");
        assertThat(simulator.audit())
                .extracting(entry -> entry.effect())
                .containsExactly(Effect.CHANGED, Effect.CHANGED, Effect.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 200",
        "203.0.113.0/24, 200",
        "203.0.113.0/30, 200",
        "203.0.113.0/31, 400",
        "203.0.113.7/32, 400",
        "203.0.113.7/24, 400",
        "10.0.0.7, 400",
        "172.31.255.255, 400",
        "192.168.1.0/24, 400",
        "teapot, 400",
        "2001:db8::1, 400",
    })
    void addressesOfClientsArePublic(String value, int status) {
        Answer answer = client.patch(
                STORAGE + STORAGE_API,
                "{'properties':{'networkAcls':{'defaultAction':'Deny','ipRules':[{'value':'" + value + "'}]}}}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(status == 200 ? "" : "InvalidValuesForRequestParameters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'defaultAction':'Maybe'", "'defaultAction':'Deny','bypass':'Everyone'"})
    void otherWordsAreNotUnderstood(String first) {
        String acls = "{'properties':{'networkAcls':{" + first + "}}}";

        assertThat(client.patch(STORAGE + STORAGE_API, acls).status()).isEqualTo(400);
        assertThat(simulator
                        .resource(STORAGE)
                        .orElseThrow()
                        .at("/properties/networkAcls/defaultAction")
                        .asText())
                .isEqualTo("Allow");
    }

    @Test
    void aRuleOutlivesItsSubnet() {
        client.put(DEFAULT_SUBNET + NETWORK_API, DemoWorld.subnet("10.1.0.0/24", "Microsoft.Storage"));
        simulator.clock().advance(Duration.ofSeconds(10));
        client.patch(STORAGE + STORAGE_API, DemoWorld.storageAcls(DEFAULT_SUBNET));
        client.delete(DEFAULT_SUBNET + NETWORK_API);
        simulator.clock().advance(Duration.ofSeconds(10));

        assertThat(client.get(STORAGE + STORAGE_API).at("/properties/networkAcls/virtualNetworkRules/0/state"))
                .isEqualTo("NetworkSourceDeleted");
    }

    @Test
    void aVaultNeedsItsOwnEndpointAndShowsSubnetsInLowerCase() {
        String closed = DemoWorld.storageAcls(DEFAULT_SUBNET);
        assertThat(client.patch(VAULT + VAULT_API, closed).code()).isEqualTo("VirtualNetworkNotValid");
        client.put(DEFAULT_SUBNET + NETWORK_API, DemoWorld.subnet("10.1.0.0/24", "Microsoft.KeyVault"));
        simulator.clock().advance(Duration.ofSeconds(10));

        Answer done = client.patch(VAULT + VAULT_API, closed);

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.at("/properties/networkAcls/virtualNetworkRules/0/id"))
                .isEqualTo(DEFAULT_SUBNET.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 200, 203.0.113.7/32",
        "203.0.113.7/32, 200, 203.0.113.7/32",
        "203.0.113.0/31, 200, 203.0.113.0/31",
        "203.0.113.7/24, 400, ''",
        "10.0.0.0/8, 400, ''",
        "teapot, 400, ''",
    })
    void aVaultShowsASingleAddressAsARange(String value, int status, String shown) {
        Answer answer = client.patch(
                VAULT + VAULT_API,
                "{'properties':{'networkAcls':{'defaultAction':'Deny','ipRules':[{'value':'" + value + "'}]}}}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(status == 200 ? "" : "BadRequest");
        assertThat(answer.at("/properties/networkAcls/ipRules/0/value")).isEqualTo(shown);
    }

    @Test
    void aVaultNamesTheFieldThatItRefuses() {
        Answer refused = client.patch(
                VAULT + VAULT_API,
                "{'properties':{'networkAcls':{'defaultAction':'Deny','ipRules':[{'value':'203.0.113.7'},{'value':'10.0.0.7'}]}}}");

        assertThat(refused.at("/error/message"))
                .isEqualTo(
                        "Invalid value found at properties.networkAcls.ipRules[1].value: 10.0.0.7 belongs to forbidden"
                                + " range 10.0.0.0/8 (private IP addresses)");
    }

    @Test
    void aVaultCanBeToldToIgnoreAMissingEndpoint() {
        String ignoring = DemoWorld.storageAcls(DEFAULT_SUBNET)
                .replace("'action':", "'ignoreMissingVnetServiceEndpoint':true,'action':");

        assertThat(client.patch(VAULT + VAULT_API, ignoring).status()).isEqualTo(200);
        assertThat(client.patch(STORAGE + STORAGE_API, ignoring).status()).isEqualTo(400);
    }

    @Test
    void bothAreOpenedAgainAndKeepTheirRules() {
        client.put(
                DEFAULT_SUBNET + NETWORK_API,
                DemoWorld.subnet("10.1.0.0/24", "Microsoft.Storage'},{'service':'Microsoft.KeyVault"));
        simulator.clock().advance(Duration.ofSeconds(10));
        for (String door : new String[] {STORAGE + STORAGE_API, VAULT + VAULT_API}) {
            client.patch(door, DemoWorld.storageAcls(DEFAULT_SUBNET));

            Answer opened = client.patch(door, "{'properties':{'networkAcls':{'defaultAction':'Allow'}}}");

            assertThat(opened.at("/properties/networkAcls/defaultAction")).isEqualTo("Allow");
            assertThat(opened.body().at("/properties/networkAcls/virtualNetworkRules"))
                    .hasSize(1);
            assertThat(opened.body().at("/properties/networkAcls/ipRules")).hasSize(1);
        }
    }
}
