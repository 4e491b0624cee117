package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.COMPUTE;
import static dev.palisade.local.arm.DemoWorld.GROUP;
import static dev.palisade.local.arm.DemoWorld.LOCKS_API;
import static dev.palisade.local.arm.DemoWorld.ML_API;
import static dev.palisade.local.arm.DemoWorld.NETWORK_API;
import static dev.palisade.local.arm.DemoWorld.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.local.arm.kind.SideResources;
import dev.palisade.local.arm.model.ResourceId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Azure Batch makes beside an AmlCompute, in the group of the virtual network, which here is another one than the workspace's. */
class SideResourceTest {
    private static final String NETWORKS_GROUP = SUBSCRIPTION + "/resourceGroups/netgroup";
    private static final String SUBNET =
            NETWORKS_GROUP + "/providers/Microsoft.Network/virtualNetworks/corp/subnets/default";
    private static final String ASSIGNMENTS = "/providers/Microsoft.Authorization/policyAssignments";
    private static final String POLICY_API = "?api-version=2025-03-01";
    private final ArmSimulator simulator = DemoWorld.start();
    private final ArmClient client = ArmClient.of(simulator);

    @BeforeEach
    void putNetwork() throws Exception {
        simulator.put(ArmClient.JSON.readTree("{\"id\":\"" + NETWORKS_GROUP
                + "/providers/Microsoft.Network/virtualNetworks/corp\",\"location\":\"koreacentral\","
                + "\"properties\":{\"addressSpace\":{\"addressPrefixes\":[\"10.9.0.0/16\"]}}}"));
        simulator.put(ArmClient.JSON.readTree(
                "{\"id\":\"" + SUBNET + "\",\"properties\":{\"addressPrefix\":\"10.9.0.0/24\"}}"));
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void theyComeAndGoWithTheirCluster() {
        create();

        assertThat(beside())
                .hasSize(3)
                .allSatisfy(
                        id -> assertThat(id.toString()).startsWith(NETWORKS_GROUP + "/providers/Microsoft.Network/"))
                .allSatisfy(id -> assertThat(client.get(id + NETWORK_API).at("/properties/provisioningState"))
                        .isEqualTo("Succeeded"))
                .extracting(id -> id.name().replaceFirst("^[0-9a-f-]{36}-", ""))
                .containsExactlyInAnyOrder(
                        "azurebatch-cloudservicenetworksecuritygroup",
                        "azurebatch-cloudserviceloadbalancer",
                        "azurebatch-cloudservicepublicip");
        List<ResourceId> made = beside();
        delete();

        assertThat(made)
                .allSatisfy(
                        id -> assertThat(client.get(id + NETWORK_API).status()).isEqualTo(404));
    }

    @Test
    void aClusterThatIsScaledKeepsTheOnesItHas() {
        create();
        List<JsonNode> before = beside().stream().map(this::body).toList();

        client.patch(
                COMPUTE + ML_API,
                "{'properties':{'properties':{'scaleSettings':{'minNodeCount':1,'maxNodeCount':6}}}}");
        simulator.clock().advance(Duration.ofMinutes(3));

        assertThat(beside().stream().map(this::body)).isEqualTo(before);
    }

    @Test
    void nodesWithoutPublicAddressesNeedNone() {
        client.put(
                COMPUTE + ML_API,
                DemoWorld.compute("STANDARD_D2_V2", 0, 4, SUBNET)
                        .replace("'scaleSettings'", "'enableNodePublicIp':false,'scaleSettings'"));
        simulator.clock().advance(Duration.ofMinutes(3));

        assertThat(beside()).hasSize(2).noneMatch(id -> id.type().equals("Microsoft.Network/publicIPAddresses"));
    }

    @ParameterizedTest
    @CsvSource({"ReadOnly, Failed, ScopeLocked", "CanNotDelete, Succeeded, ''"})
    void aLockOnTheNetworksGroupStopsWhatItForbids(String level, String state, String code) {
        lock(level);

        create();

        Answer compute = client.get(COMPUTE + ML_API);
        assertThat(compute.at("/properties/provisioningState")).isEqualTo(state);
        assertThat(compute.at("/properties/provisioningErrors/0/error/code")).isEqualTo(code);
        assertThat(client.get(SideResources.of(compute.body()).get(0) + NETWORK_API)
                        .status())
                .isEqualTo(state.equals("Failed") ? 404 : 200);
    }

    @Test
    void aClusterCannotGoWhileALockHoldsWhatIsBesideIt() {
        create();
        String lock = lock("CanNotDelete");

        delete();

        assertThat(client.get(COMPUTE + ML_API).at("/properties/provisioningState"))
                .isEqualTo("Failed");
        assertThat(client.get(COMPUTE + ML_API).at("/properties/provisioningErrors/0/error/code"))
                .isEqualTo("ScopeLocked");
        client.delete(lock + LOCKS_API);
        delete();
        assertThat(client.get(COMPUTE + ML_API).status()).isEqualTo(404);
    }

    @Test
    void aClusterFailsForWhichThereIsNoPublicAddressLeft() {
        client.put(
                SUBSCRIPTION + "/providers/Microsoft.Network/locations/koreacentral/providers/Microsoft.Quota/quotas/"
                        + "StandardSkuPublicIpAddresses?api-version=2025-03-01",
                "{'properties':{'limit':{'value':0}}}");

        create();

        Answer compute = client.get(COMPUTE + ML_API);
        assertThat(compute.at("/properties/provisioningState")).isEqualTo("Failed");
        assertThat(compute.at("/properties/provisioningErrors/0/error/code")).isEqualTo("PublicIPCountLimitReached");
    }

    @Test
    void aPolicyAgainstTheirTypesFailsTheClusterAndRefusesWhoeverAsksForOneDirectly() {
        Answer assigned = client.put(
                NETWORKS_GROUP + ASSIGNMENTS + "/no-addresses" + POLICY_API,
                "{'properties':{'displayName':'No addresses','policyDefinitionId':'/providers/Microsoft.Authorization/"
                        + "policyDefinitions/6c112d4e-5bc7-47ae-a041-ea2d9dccd749','parameters':"
                        + "{'listOfResourceTypesNotAllowed':{'value':['microsoft.network/publicipaddresses']}}}}");
        assertThat(assigned.status()).isEqualTo(201);
        String address = "/providers/Microsoft.Network/publicIPAddresses/mine" + NETWORK_API;

        create();

        assertThat(client.get(COMPUTE + ML_API).at("/properties/provisioningErrors/0/error/code"))
                .isEqualTo("RequestDisallowedByPolicy");
        Answer refused = client.put(NETWORKS_GROUP + address, "{'location':'koreacentral'}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("RequestDisallowedByPolicy");
        assertThat(refused.at("/error/message")).contains("No addresses");
        assertThat(client.put(GROUP + address, "{'location':'koreacentral'}").status())
                .isEqualTo(201);
    }

    @Test
    void assignmentsAreListedAtAboveAndBelowAScopeAndAreOfDefinitionsThatThereAre() {
        String body = "{'properties':{'policyDefinitionId':'/providers/Microsoft.Authorization/policyDefinitions/"
                + "a08ec900-254a-4555-9bf5-e42af04b5c5c','enforcementMode':'DoNotEnforce'}}";
        client.put(SUBSCRIPTION + ASSIGNMENTS + "/all" + POLICY_API, body);
        client.put(GROUP + ASSIGNMENTS + "/one" + POLICY_API, body);

        assertThat(client.get(NETWORKS_GROUP + ASSIGNMENTS + POLICY_API).body().path("value"))
                .hasSize(1);
        assertThat(client.get(GROUP + ASSIGNMENTS + POLICY_API).body().path("value"))
                .hasSize(2);
        assertThat(client.put(GROUP + ASSIGNMENTS + "/other" + POLICY_API, body.replace("a08ec900", "ffffffff"))
                        .code())
                .isEqualTo("PolicyDefinitionNotFound");
        create();
        assertThat(client.get(COMPUTE + ML_API).at("/properties/provisioningState"))
                .isEqualTo("Succeeded");
    }

    private void create() {
        assertThat(client.put(COMPUTE + ML_API, DemoWorld.compute("STANDARD_D2_V2", 0, 4, SUBNET))
                        .status())
                .isEqualTo(201);
        simulator.clock().advance(Duration.ofMinutes(3));
    }

    private void delete() {
        assertThat(client.delete(COMPUTE + ML_API + "&underlyingResourceAction=Delete")
                        .status())
                .isEqualTo(202);
        simulator.clock().advance(Duration.ofMinutes(5));
    }

    private String lock(String level) {
        String lock = NETWORKS_GROUP + "/providers/Microsoft.Authorization/locks/kept";
        client.put(lock + LOCKS_API, "{'properties':{'level':'" + level + "'}}");
        return lock;
    }

    private List<ResourceId> beside() {
        return SideResources.of(client.get(COMPUTE + ML_API).body());
    }

    private JsonNode body(ResourceId id) {
        return client.get(id + NETWORK_API).body();
    }
}
