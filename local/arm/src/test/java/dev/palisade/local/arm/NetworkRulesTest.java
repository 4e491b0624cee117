package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.AKS_API;
import static dev.palisade.local.arm.DemoWorld.AKS_SUBNET;
import static dev.palisade.local.arm.DemoWorld.CLUSTER;
import static dev.palisade.local.arm.DemoWorld.DEFAULT_SUBNET;
import static dev.palisade.local.arm.DemoWorld.GROUP;
import static dev.palisade.local.arm.DemoWorld.GROUP_OF_RULES;
import static dev.palisade.local.arm.DemoWorld.NETWORK;
import static dev.palisade.local.arm.DemoWorld.NETWORK_API;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Microsoft.Network accepts, refuses and shows. */
class NetworkRulesTest {
    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.1.0/24, 201, ''",
        "10.1.8.0/21, 201, ''",
        "10.2.0.0/24, 400, NetcfgInvalidSubnet",
        "10.1.0.128/25, 400, NetcfgSubnetRangesOverlap",
        "10.1.0.0/21, 400, NetcfgSubnetRangesOverlap",
        "10.1.1.1/24, 400, InvalidCIDRNotation",
        "10.1.1.0, 400, InvalidCIDRNotation",
    })
    void aSubnetLiesInsideItsNetworkAndApartFromTheOthers(String prefix, int status, String code) {
        Answer answer =
                client.put(NETWORK + "/subnets/new" + NETWORK_API, DemoWorld.subnet(prefix, "Microsoft.Storage"));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void aSubnetIsReplacedWhole() {
        client.put(DEFAULT_SUBNET + NETWORK_API, "{'properties':{'addressPrefix':'10.1.0.0/24'}}");

        JsonNode subnet = simulator.resource(DEFAULT_SUBNET).orElseThrow().path("properties");
        assertThat(subnet.has("networkSecurityGroup")).isFalse();
        assertThat(simulator
                        .resource(GROUP_OF_RULES)
                        .orElseThrow()
                        .at("/properties/subnets")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void aSubnetCannotUseAGroupThatIsMissingOrStillChanging() {
        String body = DemoWorld.subnet("10.1.0.0/24", "Microsoft.Storage");
        assertThat(client.put(DEFAULT_SUBNET + NETWORK_API, body.replace("customer-nsg", "missing"))
                        .code())
                .isEqualTo("InvalidResourceReference");
        client.put(GROUP_OF_RULES + NETWORK_API, "{'location':'koreacentral','properties':{}}");

        Answer refused = client.put(DEFAULT_SUBNET + NETWORK_API, body);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("RetryableError");
        assertThat(refused.at("/error/details/0/code")).isEqualTo("ReferencedResourceNotProvisioned");
    }

    @Test
    void aServiceEndpointIsShownWithItsStateAndPlace() {
        client.put(DEFAULT_SUBNET + NETWORK_API, DemoWorld.subnet("10.1.0.0/24", "Microsoft.Storage"));
        simulator.clock().advance(Duration.ofSeconds(10));

        Answer subnet = client.get(DEFAULT_SUBNET + NETWORK_API);
        assertThat(subnet.at("/properties/serviceEndpoints/0/provisioningState"))
                .isEqualTo("Succeeded");
        assertThat(subnet.at("/properties/serviceEndpoints/0/locations/0")).isEqualTo("koreacentral");
        assertThat(client.get(NETWORK + NETWORK_API).body().at("/properties/subnets"))
                .hasSize(2);
    }

    @Test
    void aSubnetInUseShowsItsAddressesAndCannotBeDeletedOrMoved() {
        client.put(CLUSTER + AKS_API, DemoWorld.cluster());

        assertThat(client.get(AKS_SUBNET + NETWORK_API).body().at("/properties/ipConfigurations"))
                .hasSize(93);
        assertThat(client.get(NETWORK + "/usages" + NETWORK_API).body().path("value"))
                .extracting(usage -> usage.path("currentValue").asInt() + " of "
                        + usage.path("limit").asInt())
                .containsExactly("93 of 1019", "0 of 251");
        assertThat(client.delete(AKS_SUBNET + NETWORK_API).code()).isEqualTo("InUseSubnetCannotBeDeleted");
        assertThat(client.put(AKS_SUBNET + NETWORK_API, DemoWorld.subnet("10.1.16.0/22", "Microsoft.Storage"))
                        .code())
                .isEqualTo("InUsePrefixCannotBeDeleted");
        assertThat(client.delete(DEFAULT_SUBNET + NETWORK_API).status()).isEqualTo(202);
    }

    @Test
    void aRouteTableHasOneRouteAPrefix() {
        String table = GROUP + "/providers/Microsoft.Network/routeTables/batch";
        String route = "{'name':'%s','properties':{'addressPrefix':'203.0.113.0/24','nextHopType':'Internet'}}";
        String once = "{'location':'koreacentral','properties':{'routes':[" + route.formatted("a") + "]}}";
        String twice = "{'location':'koreacentral','properties':{'routes':[" + route.formatted("a") + ","
                + route.formatted("b") + "]}}";

        assertThat(client.put(table + NETWORK_API, twice).code()).isEqualTo("RouteConflict");
        assertThat(client.put(table + NETWORK_API, once).status()).isEqualTo(201);
        simulator.clock().advance(Duration.ofSeconds(5));
        assertThat(client.get(table + "/routes/a" + NETWORK_API).at("/properties/provisioningState"))
                .isEqualTo("Succeeded");
        assertThat(client.put(table + "/routes/b" + NETWORK_API, route.formatted("b"))
                        .code())
                .isEqualTo("RouteConflict");
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, Internet, 201, ''",
        "BatchNodeManagement.KoreaCentral, Internet, 201, ''",
        "203.0.113.7/24, Internet, 400, InvalidCIDRNotation",
        "203.0.113.0/24, Elsewhere, 400, InvalidRequestFormat",
        "203.0.113.0/24, VirtualAppliance, 400, RouteNextHopIpAddressMismatch",
    })
    void aRouteLeadsSomewhere(String prefix, String hop, int status, String code) {
        String table = GROUP + "/providers/Microsoft.Network/routeTables/batch";
        client.put(table + NETWORK_API, "{'location':'koreacentral','properties':{}}");
        simulator.clock().advance(Duration.ofSeconds(5));

        Answer answer = client.put(
                table + "/routes/a" + NETWORK_API,
                "{'properties':{'addressPrefix':'" + prefix + "','nextHopType':'" + hop + "'}}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"koreacentral, 200", "Korea Central, 200", "japaneast, 400"})
    void aSubnetTakesARouteTableOfItsRegionAndKeepsItFromBeingDeleted(String region, int status) {
        String table = GROUP + "/providers/Microsoft.Network/routeTables/batch";
        client.put(table + NETWORK_API, "{'location':'" + region + "','properties':{}}");
        simulator.clock().advance(Duration.ofSeconds(5));

        Answer answer = client.put(
                DEFAULT_SUBNET + NETWORK_API,
                "{'properties':{'addressPrefix':'10.1.0.0/24','routeTable':{'id':'" + table + "'}}}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(status == 200 ? "" : "InvalidResourceReference");
        assertThat(client.delete(table + NETWORK_API).code())
                .isEqualTo(status == 200 ? "InUseRouteTableCannotBeDeleted" : "");
    }

    @Test
    void aNetworkWrittenWithoutItsSubnetsKeepsThemAndOneWrittenWithOthersReplacesThem() {
        String space = "'addressSpace':{'addressPrefixes':['10.1.0.0/16']}";
        client.put(NETWORK + NETWORK_API, "{'location':'koreacentral','properties':{" + space + "}}");
        assertThat(simulator.resource(DEFAULT_SUBNET)).isPresent();
        simulator.clock().advance(Duration.ofSeconds(10));

        client.put(
                NETWORK + NETWORK_API,
                "{'location':'koreacentral','properties':{" + space
                        + ",'subnets':[{'name':'aks','properties':{'addressPrefix':'10.1.4.0/22'}}]}}");

        assertThat(simulator.resource(DEFAULT_SUBNET)).isEmpty();
        assertThat(simulator.resource(AKS_SUBNET)).isPresent();
    }
}
