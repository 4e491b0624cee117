package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.AKS_API;
import static dev.palisade.local.arm.DemoWorld.CLUSTER;
import static dev.palisade.local.arm.DemoWorld.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Azure Kubernetes Service accepts and refuses. */
class ClusterRulesTest {
    private static final String COMPUTE_LOCATION =
            SUBSCRIPTION + "/providers/Microsoft.Compute/locations/koreacentral/";
    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "3, 10.0.0.0/16, 10.0.0.10, 201, '', ''",
        "3, 10.1.6.0/24, 10.1.6.10, 400, ServiceCidrOverlapExistingSubnetsCidr, networkProfile.serviceCIDR",
        "3, 10.1.0.0/24, 10.1.0.10, 400, ServiceCidrOverlapExistingSubnetsCidr, networkProfile.serviceCIDR",
        "3, 10.0.0.0/16, 10.2.0.10, 400, InvalidParameter, networkProfile.dnsServiceIP",
        "3, 10.0.0.1/16, 10.0.0.10, 400, InvalidCIDRNotation, networkProfile.serviceCIDR",
        "32, 10.0.0.0/16, 10.0.0.10, 201, '', ''",
        "33, 10.0.0.0/16, 10.0.0.10, 400, InsufficientSubnetSize, agentPoolProfile.vnetSubnetID",
    })
    void addressesMustFit(int nodes, String serviceCidr, String dns, int status, String code, String target) {
        Answer answer = client.put(CLUSTER + AKS_API, DemoWorld.cluster(nodes, serviceCidr, dns));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.at("/error/target")).isEqualTo(target);
        assertThat(simulator.resource(CLUSTER).isPresent()).isEqualTo(status == 201);
    }

    @Test
    void theAddressesOfAnotherClusterAreTaken() {
        client.put(CLUSTER + AKS_API, DemoWorld.cluster(30, "10.0.0.0/16", "10.0.0.10"));

        Answer refused = client.put(CLUSTER + "2" + AKS_API, DemoWorld.cluster());

        assertThat(refused.at("/error/message")).contains("Pre-allocated IPs 93 exceeds IPs available in Subnet 89");
    }

    @Test
    void aClusterStandsInTheRegionOfItsNetwork() {
        Answer refused = client.put(CLUSTER + AKS_API, DemoWorld.cluster().replace("koreacentral", "japaneast"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("VnetLocationMismatch");
    }

    @Test
    void aClusterNeedsASubnetASizeAndAnIdentityThatExist() {
        String body = DemoWorld.cluster();
        assertThat(client.put(CLUSTER + AKS_API, body.replace("subnets/aks", "subnets/none"))
                        .code())
                .isEqualTo("GetVnetError");
        assertThat(client.put(CLUSTER + AKS_API, body.replace("Standard_D3_v2", "Standard_Teapot"))
                        .at("/error/message"))
                .contains("Standard_Teapot");
        assertThat(client.put(CLUSTER + AKS_API, body.replace("'identity'", "'other'"))
                        .code())
                .isEqualTo("ServicePrincipalNotFound");
    }

    @Test
    void nodesMayBeScaledButAddressesNotChanged() {
        client.put(CLUSTER + AKS_API, DemoWorld.cluster());
        simulator.clock().advance(Duration.ofMinutes(20));

        assertThat(client.put(CLUSTER + AKS_API, DemoWorld.cluster(3, "10.9.0.0/16", "10.9.0.10"))
                        .code())
                .isEqualTo("PropertyChangeNotAllowed");
        Answer scaled = client.put(CLUSTER + AKS_API, DemoWorld.cluster(5, "10.0.0.0/16", "10.0.0.10"));
        assertThat(scaled.status()).isEqualTo(200);
        assertThat(scaled.at("/properties/provisioningState")).isEqualTo("Updating");
        simulator.clock().advance(Duration.ofMinutes(5));
        assertThat(client.get(CLUSTER + AKS_API).at("/properties/agentPoolProfiles/0/count"))
                .isEqualTo("5");
    }

    @ParameterizedTest
    @CsvSource({"Standard_D2_v2, 2", "Standard_D3_v2, 4", "Standard_DS3_v2, 4", "Standard_D4s_v3, 4", "Standard_NC6, 6"
    })
    void sizesHaveTheirRealCores(String size, int cores) {
        Answer sizes = client.get(COMPUTE_LOCATION + "vmSizes?api-version=2025-04-01");

        assertThat(sizes.body().path("value")).anySatisfy(offered -> {
            assertThat(offered.path("name").asText()).isEqualTo(size);
            assertThat(offered.path("numberOfCores").asInt()).isEqualTo(cores);
        });
    }

    @Test
    void theCoresOfClustersCountAgainstTheQuotaOfTheirRegion() {
        client.put(CLUSTER + AKS_API, DemoWorld.cluster());

        Answer usages = client.get(COMPUTE_LOCATION + "usages?api-version=2025-04-01");
        assertThat(usages.at("/value/0/currentValue")).isEqualTo("12");
        assertThat(usages.at("/value/0/limit")).isEqualTo("5000");
        String large = DemoWorld.cluster(78, "10.0.0.0/16", "10.0.0.10")
                .replace("'networkPlugin'", "'networkPluginMode':'overlay','networkPlugin'")
                .replace("Standard_D3_v2", "Standard_D64s_v3");
        assertThat(client.put(CLUSTER + "2" + AKS_API, large).code()).isEqualTo("ErrCode_InsufficientVCPUQuota");
        assertThat(client.put(CLUSTER + "2" + AKS_API, large.replace("'count':78", "'count':77"))
                        .status())
                .isEqualTo(201);
    }
}
