package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.COMPUTE;
import static dev.palisade.local.arm.DemoWorld.DEFAULT_SUBNET;
import static dev.palisade.local.arm.DemoWorld.ML_API;
import static dev.palisade.local.arm.DemoWorld.NETWORK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
