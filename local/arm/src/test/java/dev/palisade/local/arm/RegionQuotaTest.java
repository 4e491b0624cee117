package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.AKS_API;
import static dev.palisade.local.arm.DemoWorld.CLUSTER;
import static dev.palisade.local.arm.DemoWorld.COMPUTE;
import static dev.palisade.local.arm.DemoWorld.DEFAULT_SUBNET;
import static dev.palisade.local.arm.DemoWorld.GROUP_OF_RULES;
import static dev.palisade.local.arm.DemoWorld.ML_API;
import static dev.palisade.local.arm.DemoWorld.NETWORK_API;
import static dev.palisade.local.arm.DemoWorld.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quotas of a region: what is used of them, who sets them, and what does not fit. */
class RegionQuotaTest {
    private static final String COMPUTE_API = "?api-version=2025-04-01";
    private static final String TOTAL = "Total Cluster Dedicated Regional vCPUs";
    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void aClusterCountsByItsFamilyAndWithWhatAksMakesForIt() {
        long groups = used("Microsoft.Network", NETWORK_API, "NetworkSecurityGroups");

        client.put(CLUSTER + AKS_API, DemoWorld.cluster());

        assertThat(used("Microsoft.Compute", COMPUTE_API, "cores")).isEqualTo(12);
        assertThat(used("Microsoft.Compute", COMPUTE_API, "standardDv2Family")).isEqualTo(12);
        assertThat(used("Microsoft.Compute", COMPUTE_API, "standardDSv2Family")).isZero();
        assertThat(used("Microsoft.Network", NETWORK_API, "NetworkSecurityGroups"))
                .isEqualTo(groups + 1);
        assertThat(used("Microsoft.Network", NETWORK_API, "StandardSkuPublicIpAddresses"))
                .isOne();
        assertThat(used("Microsoft.Network", NETWORK_API, "StandardSkuLoadBalancers"))
                .isOne();
    }

    @Test
    void trainingCountsTheNodesThatThereAreBesideTheOtherQuotas() {
        client.put(COMPUTE + ML_API, DemoWorld.compute("STANDARD_D2_V2", 2, 4, DEFAULT_SUBNET));
        simulator.clock().advance(Duration.ofMinutes(3));

        assertThat(training(TOTAL)).isEqualTo(4);
        assertThat(training("Standard Dv2 Family Cluster Dedicated vCPUs")).isEqualTo(4);
        assertThat(training("Clusters")).isOne();
        assertThat(used("Microsoft.Compute", COMPUTE_API, "cores")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"cores, 11", "standardDv2Family, 11"})
    void aksRefusesWhatDoesNotFitInTheRegionOrTheFamily(String quota, int limit) {
        limit("Microsoft.Compute", quota, limit);

        Answer refused = client.put(CLUSTER + AKS_API, DemoWorld.cluster());

        assertThat(refused.code()).isEqualTo("ErrCode_InsufficientVCPUQuota");
        assertThat(refused.at("/error/message")).contains("11").contains("12");
        limit("Microsoft.Compute", quota, 12);
        assertThat(client.put(CLUSTER + AKS_API, DemoWorld.cluster()).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"TotalDedicatedCores, total vCPU quota", "standardDv2Family, Standard Dv2 family vCPU quota"})
    void aTrainingClusterIsRefusedWhoseFirstNodesDoNotFit(String quota, String words) {
        limit("Microsoft.MachineLearningServices", quota, 1);

        Answer refused = client.put(COMPUTE + ML_API, DemoWorld.compute());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/error/details/0/code")).isEqualTo("ClusterMinNodesExceedCoreQuota");
        assertThat(refused.at("/error/message"))
                .contains(words + " of 1 and cannot accomodate for at least 1 requested managed compute nodes");
    }

    @Test
    void nodesBeyondTheQuotaAreLeftOutWhichIsNoFailure() {
        client.put(COMPUTE + ML_API, DemoWorld.compute("STANDARD_D2_V2", 3, 4, DEFAULT_SUBNET));
        limit("Microsoft.MachineLearningServices", "TotalDedicatedCores", 4);
        simulator.clock().advance(Duration.ofMinutes(3));

        JsonNode compute = client.get(COMPUTE + ML_API).body();
        assertThat(compute.at("/properties/provisioningState").asText()).isEqualTo("Succeeded");
        assertThat(compute.at("/properties/properties/currentNodeCount").asInt())
                .isEqualTo(2);
        assertThat(compute.at("/properties/properties/errors/0/error/code").asText())
                .isEqualTo("ClusterCoreQuotaReached");
    }

    @Test
    void thereAreNoMoreClustersThanTheQuotaSays() {
        limit("Microsoft.MachineLearningServices", "Clusters", 0);

        assertThat(client.put(COMPUTE + ML_API, DemoWorld.compute()).at("/error/details/0/code"))
                .isEqualTo("ClusterQuotaReached");
    }

    @Test
    void aSecurityGroupTooManyIsRefusedAndAChangeOfOneIsNot() {
        limit("Microsoft.Network", "NetworkSecurityGroups", 1);
        String body = "{'location':'koreacentral','properties':{}}";

        assertThat(client.put(GROUP_OF_RULES + "2" + NETWORK_API, body).code()).isEqualTo("QuotaExceeded");
        assertThat(client.put(GROUP_OF_RULES + NETWORK_API, body).status()).isEqualTo(200);
    }

    @Test
    void aLimitIsANumberAndIsShownOnceItIsSet() {
        String quota = SUBSCRIPTION + "/providers/Microsoft.Compute/locations/koreacentral/providers/Microsoft.Quota/"
                + "quotas/cores?api-version=2025-03-01";
        assertThat(client.get(quota).status()).isEqualTo(404);
        assertThat(client.put(quota, "{'properties':{'limit':{'value':-5}}}").status())
                .isEqualTo(400);

        limit("Microsoft.Compute", "cores", 77);

        assertThat(client.get(quota).at("/properties/limit/value")).isEqualTo("77");
        assertThat(usage("Microsoft.Compute", COMPUTE_API, "cores")
                        .path("limit")
                        .asInt())
                .isEqualTo(77);
    }

    @Test
    void onlyAzureMachineLearningsListOfSizesSaysTheFamily() {
        assertThat(client.get(list("Microsoft.MachineLearningServices", "vmSizes") + ML_API)
                        .body()
                        .path("value"))
                .anySatisfy(size -> {
                    assertThat(size.path("name").asText()).isEqualTo("Standard_DS3_v2");
                    assertThat(size.path("family").asText()).isEqualTo("standardDSv2Family");
                    assertThat(size.path("vCPUs").asInt()).isEqualTo(4);
                });
        assertThat(client.get(list("Microsoft.Compute", "vmSizes") + COMPUTE_API)
                        .body()
                        .path("value"))
                .isNotEmpty()
                .allSatisfy(size -> assertThat(size.has("family")).isFalse());
    }

    @Test
    void theVersionsOfKubernetesAreListedWithTheDefaultAmongThem() {
        assertThat(client.get(list("Microsoft.ContainerService", "kubernetesVersions") + AKS_API)
                        .body()
                        .path("values"))
                .hasSize(4)
                .anySatisfy(version ->
                        assertThat(version.path("isDefault").asBoolean()).isTrue());
    }

    private void limit(String namespace, String quota, int limit) {
        String id = list(namespace, "providers/Microsoft.Quota/quotas/") + quota;
        assertThat(client.put(id + "?api-version=2025-03-01", "{'properties':{'limit':{'value':" + limit + "}}}")
                        .status())
                .isIn(200, 201);
    }

    private long training(String name) {
        return used("Microsoft.MachineLearningServices", ML_API, name);
    }

    private long used(String namespace, String version, String name) {
        return usage(namespace, version, name).path("currentValue").asLong();
    }

    private JsonNode usage(String namespace, String version, String name) {
        JsonNode usages = client.get(list(namespace, "usages") + version).body().path("value");
        return StreamSupport.stream(usages.spliterator(), false)
                .filter(usage -> usage.at("/name/value").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String list(String namespace, String noun) {
        return SUBSCRIPTION + "/providers/" + namespace + "/locations/koreacentral/" + noun;
    }
}
