package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.COMPUTE;
import static dev.palisade.local.arm.DemoWorld.DEFAULT_SUBNET;
import static dev.palisade.local.arm.DemoWorld.GROUP_OF_RULES;
import static dev.palisade.local.arm.DemoWorld.ML_API;
import static dev.palisade.local.arm.DemoWorld.NETWORK;
import static dev.palisade.local.arm.DemoWorld.NETWORK_API;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What Azure Machine Learning accepts, refuses and allocates of an AmlCompute. */
class ComputeRulesTest {
    private static final String SMALL_SUBNET = NETWORK + "/subnets/small";
    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void aClusterAtRestHasItsFewestNodes() {
        letBatchIn();
        Answer begun = client.put(COMPUTE + ML_API, DemoWorld.compute("STANDARD_D2_V2", 2, 4, DEFAULT_SUBNET));
        assertThat(begun.at("/properties/properties/allocationState")).isEqualTo("Resizing");
        simulator.clock().advance(Duration.ofMinutes(3));

        JsonNode cluster = client.get(COMPUTE + ML_API).body().at("/properties/properties");
        assertThat(cluster.path("allocationState").asText()).isEqualTo("Steady");
        assertThat(cluster.path("currentNodeCount").asInt()).isEqualTo(2);
        assertThat(cluster.at("/nodeStateCounts/idleNodeCount").asInt()).isEqualTo(2);
        assertThat(cluster.path("errors").isNull()).isTrue();
        assertThat(simulator.resource(DEFAULT_SUBNET).orElseThrow().at("/properties/ipConfigurations"))
                .hasSize(2);
    }

    static Stream<Arguments> lockdowns() {
        return Stream.of(
                lockdown("a group that lets Azure Batch in", 0, "in", "Inbound", "Allow", "*", "443"),
                lockdown("Azure Batch is denied", 2, "no-batch", "Inbound", "Deny", "BatchNodeManagement", "*"),
                lockdown("one of its ports is denied", 2, "no-port", "Inbound", "Deny", "Internet", "29877"),
                lockdown("another region's is denied", 0, "no", "Inbound", "Deny", "BatchNodeManagement.EastUS", "*"),
                lockdown("the Internet is denied", 2, "no-way-out", "Outbound", "Deny", "Internet", "*"),
                lockdown("storage is denied", 2, "no-storage", "Outbound", "Deny", "Storage.KoreaCentral", "443"),
                lockdown("the registry's addresses are", 2, "no-images", "Outbound", "Deny", "198.18.32.0/24", "*"),
                lockdown(
                        "all of the region is denied",
                        2,
                        "no-region",
                        "Outbound",
                        "Deny",
                        "AzureCloud.koreacentral",
                        "*"),
                lockdown("all of another region is denied", 0, "no", "Outbound", "Deny", "AzureCloud.japaneast", "*"),
                lockdown("another port is denied", 0, "no-mail", "Outbound", "Deny", "Internet", "25"),
                lockdown("another region's storage is denied", 0, "no", "Outbound", "Deny", "Storage.JapanEast", "*"),
                lockdown("the network itself is denied", 0, "no", "Outbound", "Deny", "VirtualNetwork", "*"));
    }

    @ParameterizedTest
    @MethodSource("lockdowns")
    void nodesThatASecurityGroupCutsOffAreUnusableUntilItDoesNoMore(
            int unusable, String name, String direction, String access, String service, String ports) {
        letBatchIn();
        client.put(COMPUTE + ML_API, DemoWorld.compute("STANDARD_D2_V2", 2, 4, DEFAULT_SUBNET));
        simulator.clock().advance(Duration.ofMinutes(3));

        rule(name, direction, access, service, ports, 210);

        JsonNode cluster = client.get(COMPUTE + ML_API).body().at("/properties/properties");
        assertThat(cluster.at("/nodeStateCounts/unusableNodeCount").asInt()).isEqualTo(unusable);
        assertThat(cluster.at("/nodeStateCounts/idleNodeCount").asInt()).isEqualTo(2 - unusable);
        assertThat(cluster.path("currentNodeCount").asInt()).isEqualTo(2);
        client.delete(GROUP_OF_RULES + "/securityRules/" + name + NETWORK_API);
        simulator.clock().advance(Duration.ofMinutes(1));
        assertThat(client.get(COMPUTE + ML_API).at("/properties/properties/nodeStateCounts/idleNodeCount"))
                .isEqualTo("2");
    }

    @Test
    void withoutARuleForAzureBatchNodesThatHavePublicAddressesAreUnusable() {
        client.put(COMPUTE + ML_API, DemoWorld.compute("STANDARD_D2_V2", 2, 4, DEFAULT_SUBNET));
        simulator.clock().advance(Duration.ofMinutes(3));

        assertThat(client.get(COMPUTE + ML_API).at("/properties/properties/nodeStateCounts/unusableNodeCount"))
                .isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource({
        "no route, '', Internet, 0",
        "to an appliance, 0.0.0.0/0, VirtualAppliance, 2",
        "nowhere, 0.0.0.0/0, None, 2",
        "others to an appliance, 192.168.77.0/24, VirtualAppliance, 0",
        "straight, 0.0.0.0/0, Internet, 0",
        "the tag to an appliance, BatchNodeManagement, VirtualAppliance, 2",
        "storage nowhere but its endpoint goes first, 198.18.16.0/24, None, 0",
        "the registry nowhere, AzureContainerRegistry.KoreaCentral, None, 2",
        "the registry to an appliance that may let it through, AzureContainerRegistry, VirtualAppliance, 0",
    })
    void nodesWhoseAnswersGoAnotherWayAreUnusable(String what, String prefix, String hop, int unusable) {
        letBatchIn();
        String table = GROUP_OF_RULES.replace("networkSecurityGroups/customer-nsg", "routeTables/ways");
        String address = hop.equals("VirtualAppliance") ? ",'nextHopIpAddress':'10.1.8.4'" : "";
        String routes = prefix.isEmpty()
                ? ""
                : "{'name':'way','properties':{'addressPrefix':'" + prefix + "','nextHopType':'" + hop + "'" + address
                        + "}}";
        client.put(table + NETWORK_API, "{'location':'koreacentral','properties':{'routes':[" + routes + "]}}");
        simulator.clock().advance(Duration.ofMinutes(1));
        client.put(
                DEFAULT_SUBNET + NETWORK_API,
                DemoWorld.subnet("10.1.0.0/24", "Microsoft.Storage")
                        .replace("'serviceEndpoints'", "'routeTable':{'id':'" + table + "'},'serviceEndpoints'"));
        simulator.clock().advance(Duration.ofMinutes(1));

        client.put(COMPUTE + ML_API, DemoWorld.compute("STANDARD_D2_V2", 2, 4, DEFAULT_SUBNET));
        simulator.clock().advance(Duration.ofMinutes(3));

        assertThat(client.get(COMPUTE + ML_API).at("/properties/properties/nodeStateCounts/unusableNodeCount"))
                .as(what)
                .isEqualTo(String.valueOf(unusable));
    }

    private void letBatchIn() {
        rule("batch", "Inbound", "Allow", "BatchNodeManagement", "29876-29877", 300);
    }

    private void rule(String name, String direction, String access, String service, String ports, int priority) {
        String source = direction.equals("Inbound") ? service : "*";
        String destination = direction.equals("Inbound") ? "*" : service;
        Answer answer = client.put(
                GROUP_OF_RULES + "/securityRules/" + name + NETWORK_API,
                "{'properties':{'priority':" + priority + ",'direction':'" + direction + "','access':'" + access
                        + "','protocol':'*','sourcePortRange':'*','destinationPortRange':'" + ports
                        + "','sourceAddressPrefix':'" + source + "','destinationAddressPrefix':'" + destination
                        + "'}}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        simulator.clock().advance(Duration.ofMinutes(1));
    }

    private static Arguments lockdown(
            String what, int unusable, String name, String direction, String access, String service, String ports) {
        return argumentSet(what, unusable, name, direction, access, service, ports);
    }

    @Test
    void nodesWithoutAnAddressAreLeftOutWhichIsNoFailure() throws Exception {
        simulator.put(ArmClient.JSON.readTree("{\"id\":\"" + SMALL_SUBNET
                + "\",\"properties\":{\"addressPrefix\":\"10.1.1.0/29\",\"serviceEndpoints\":[]}}"));
        client.put(COMPUTE + ML_API, DemoWorld.compute("STANDARD_D2_V2", 5, 5, SMALL_SUBNET));
        simulator.clock().advance(Duration.ofMinutes(3));

        JsonNode compute = client.get(COMPUTE + ML_API).body();
        assertThat(compute.at("/properties/provisioningState").asText()).isEqualTo("Succeeded");
        assertThat(compute.at("/properties/properties/currentNodeCount").asInt())
                .isEqualTo(3);
        assertThat(compute.at("/properties/properties/targetNodeCount").asInt()).isEqualTo(5);
        assertThat(compute.at("/properties/properties/errors")).hasSize(1);
    }

    @Test
    void aClusterIsScaledByPatchAndByPutButKeepsItsSize() {
        client.put(COMPUTE + ML_API, DemoWorld.compute());
        simulator.clock().advance(Duration.ofMinutes(3));

        Answer patched = client.patch(
                COMPUTE + ML_API,
                "{'properties':{'properties':{'scaleSettings':{'minNodeCount':1,'maxNodeCount':6}}}}");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.at("/properties/properties/vmSize")).isEqualTo("STANDARD_D2_V2");
        simulator.clock().advance(Duration.ofMinutes(3));
        assertThat(client.get(COMPUTE + ML_API).at("/properties/properties/currentNodeCount"))
                .isEqualTo("1");

        assertThat(detail(client.put(COMPUTE + ML_API, DemoWorld.compute("STANDARD_D3_V2", 0, 4, DEFAULT_SUBNET))))
                .isEqualTo("PropertyChangeNotAllowed");
        assertThat(client.put(COMPUTE + ML_API, DemoWorld.compute()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"koreacentral, 201, ''", "Korea Central, 201, ''", "japaneast, 400, VnetInDifferentRegion"})
    void theNetworkIsInTheRegionOfTheWorkspace(String region, int status, String detail) throws Exception {
        JsonNode network = simulator.resource(NETWORK).orElseThrow();
        simulator.put(ArmClient.JSON.readTree(
                network.toString().replace("\"location\":\"koreacentral\"", "\"location\":\"" + region + "\"")));

        Answer answer = client.put(COMPUTE + ML_API, DemoWorld.compute());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(detail(answer)).isEqualTo(detail);
    }

    @Test
    void theNetworkIsInTheSubscriptionOfTheWorkspace() throws Exception {
        String foreign = NETWORK.replace("11111111", "99999999");
        simulator.put(ArmClient.JSON.readTree(simulator
                .resource(NETWORK)
                .orElseThrow()
                .toString()
                .replace("/subscriptions/11111111", "/subscriptions/99999999")));

        Answer refused =
                client.put(COMPUTE + ML_API, DemoWorld.compute("STANDARD_D2_V2", 0, 4, foreign + "/subnets/default"));

        assertThat(detail(refused)).isEqualTo("VnetInDifferentSubscription");
    }

    @ParameterizedTest
    @CsvSource({
        "maxNodeCount':4, maxNodeCount':-1, InvalidScaleSettings",
        "minNodeCount':0, minNodeCount':5, InvalidScaleSettings",
        "AmlCompute, DataFactory, ComputeTypeNotSupported",
        "subnets/default, subnets/none, SubnetNotFound",
    })
    void whatDoesNotHoldTogetherIsRefused(String right, String wrong, String detail) {
        Answer refused = client.put(COMPUTE + ML_API, DemoWorld.compute().replace(right, wrong));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(detail(refused)).isEqualTo(detail);
    }

    @Test
    void aDeleteSaysWhatToDoWithWhatLiesBeneath() {
        client.put(COMPUTE + ML_API, DemoWorld.compute());
        simulator.clock().advance(Duration.ofMinutes(3));

        assertThat(client.delete(COMPUTE + ML_API).status()).isEqualTo(400);
        assertThat(client.delete(COMPUTE + ML_API + "&underlyingResourceAction=Detach")
                        .status())
                .isEqualTo(400);
        assertThat(client.delete(COMPUTE + ML_API + "&underlyingResourceAction=Delete")
                        .status())
                .isEqualTo(202);
    }

    private static String detail(Answer answer) {
        return answer.at("/error/details/0/code");
    }
}
