package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.AKS_API;
import static dev.palisade.local.arm.DemoWorld.AKS_SUBNET;
import static dev.palisade.local.arm.DemoWorld.CLUSTER;
import static dev.palisade.local.arm.DemoWorld.COMPUTE;
import static dev.palisade.local.arm.DemoWorld.DEFAULT_SUBNET;
import static dev.palisade.local.arm.DemoWorld.ML_API;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clusters that grow, shrink and go, and the addresses that follow them. */
class ScaleTest {
    private static final String POOL = CLUSTER + "/agentPools/agentpool";
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
    void aClusterIsScaledByAWholeWriteUnderItsTag() {
        ObjectNode cluster = cluster(5);
        String tag = cluster.path("eTag").asText();

        Answer begun = client.put(CLUSTER + AKS_API, cluster.toString(), "If-Match", tag);
        assertThat(begun.status()).isEqualTo(200);
        assertThat(begun.at("/properties/agentPoolProfiles/0/provisioningState"))
                .isEqualTo("Updating");
        simulator.clock().advance(Duration.ofMinutes(5));

        Answer scaled = client.get(CLUSTER + AKS_API);
        assertThat(scaled.at("/properties/provisioningState")).isEqualTo("Succeeded");
        assertThat(scaled.at("/properties/agentPoolProfiles/0/count")).isEqualTo("5");
        assertThat(addresses(AKS_SUBNET)).isEqualTo(5 * 31);
        Answer stale = client.put(CLUSTER + AKS_API, cluster.toString(), "If-Match", tag);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.at("/code")).isEqualTo("EtagMismatch");
    }

    @Test
    void aClusterGrowsOnlyAsFarAsItsSubnet() {
        Answer refused = client.put(CLUSTER + AKS_API, cluster(33).toString());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InsufficientSubnetSize");
        assertThat(addresses(AKS_SUBNET)).isEqualTo(3 * 31);
        assertThat(client.put(CLUSTER + AKS_API, cluster(32).toString()).status())
                .isEqualTo(200);
    }

    @Test
    void aClusterKeepsANodeInASystemPool() {
        assertThat(client.put(CLUSTER + AKS_API, cluster(0).toString()).at("/error/target"))
                .isEqualTo("agentPoolProfile.count");
        assertThat(client.delete(POOL + AKS_API).at("/error/message")).contains("agentPoolProfiles is missing");
    }

    @Test
    void anAgentPoolIsTheClustersProfileInAnotherDress() {
        ObjectNode pool = (ObjectNode) client.get(POOL + AKS_API).body();
        assertThat(pool.at("/properties/count").asInt()).isEqualTo(3);
        pool.withObjectProperty("properties").put("count", 1);

        Answer begun = client.put(POOL + AKS_API, pool.toString());
        assertThat(begun.status()).isEqualTo(200);
        assertThat(begun.at("/type")).isEqualTo("Microsoft.ContainerService/managedClusters/agentPools");
        assertThat(client.put(CLUSTER + AKS_API, DemoWorld.cluster()).status()).isEqualTo(409);
        simulator.clock().advance(Duration.ofMinutes(5));

        assertThat(client.get(begun.header("Azure-AsyncOperation")).at("/status"))
                .isEqualTo("Succeeded");
        assertThat(client.get(CLUSTER + AKS_API).at("/properties/agentPoolProfiles/0/count"))
                .isEqualTo("1");
        assertThat(addresses(AKS_SUBNET)).isEqualTo(31);
    }

    @Test
    void anAgentPoolIsAddedAndRemoved() {
        String users = CLUSTER + "/agentPools/users";
        Answer added = client.put(
                users + AKS_API,
                "{'properties':{'count':2,'vmSize':'Standard_D3_v2','mode':'User','vnetSubnetID':'" + AKS_SUBNET
                        + "'}}");
        assertThat(added.status()).isEqualTo(201);
        simulator.clock().advance(Duration.ofMinutes(5));
        assertThat(client.get(CLUSTER + "/agentPools" + AKS_API).body().path("value"))
                .hasSize(2);
        assertThat(addresses(AKS_SUBNET)).isEqualTo(5 * 31);

        assertThat(client.delete(users + AKS_API).status()).isEqualTo(202);
        simulator.clock().advance(Duration.ofMinutes(5));

        assertThat(client.get(users + AKS_API).status()).isEqualTo(404);
        assertThat(client.delete(users + AKS_API).status()).isEqualTo(204);
        assertThat(addresses(AKS_SUBNET)).isEqualTo(3 * 31);
    }

    @Test
    void aComputeThatShrinksOrGoesGivesItsAddressesBack() {
        client.put(COMPUTE + ML_API, DemoWorld.compute("STANDARD_D2_V2", 3, 4, DEFAULT_SUBNET));
        simulator.clock().advance(Duration.ofMinutes(3));
        assertThat(addresses(DEFAULT_SUBNET)).isEqualTo(3);

        client.patch(
                COMPUTE + ML_API,
                "{'properties':{'properties':{'scaleSettings':{'minNodeCount':1,'maxNodeCount':4}}}}");
        simulator.clock().advance(Duration.ofMinutes(3));
        assertThat(addresses(DEFAULT_SUBNET)).isEqualTo(1);

        client.delete(COMPUTE + ML_API + "&underlyingResourceAction=Delete");
        simulator.clock().advance(Duration.ofMinutes(3));
        assertThat(addresses(DEFAULT_SUBNET)).isZero();
    }

    @Test
    void aClusterThatGoesGivesItsAddressesBackAtTheEnd() {
        client.delete(CLUSTER + AKS_API);
        assertThat(addresses(AKS_SUBNET)).isEqualTo(3 * 31);
        simulator.clock().advance(Duration.ofMinutes(10));

        assertThat(addresses(AKS_SUBNET)).isZero();
    }

    private ObjectNode cluster(int nodes) {
        ObjectNode cluster = (ObjectNode) client.get(CLUSTER + AKS_API).body();
        ((ObjectNode) cluster.at("/properties/agentPoolProfiles/0")).put("count", nodes);
        return cluster;
    }

    private int addresses(String subnet) {
        return simulator
                .resource(subnet)
                .orElseThrow()
                .at("/properties/ipConfigurations")
                .size();
    }
}
