package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.NETWORK;
import static dev.palisade.planning.ExampleWorld.SUBSCRIPTION;
import static dev.palisade.planning.ExampleWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.Severity;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.finding.Obstacle;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.request.RequestType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Azure Batch makes beside a training cluster, in the group of the network, here another one than the workspace's. */
class SideResourcesTest {
    private static final String NETWORKS_GROUP = SUBSCRIPTION + "/resourceGroups/netgroup";
    private static final String ITS_NETWORK = NETWORKS_GROUP + "/providers/Microsoft.Network/virtualNetworks/mynetwork";

    private final ExampleWorld world = new ExampleWorld();
    private final JsonNode trainingOnly = Examples.document(Examples.text("secure-environment.yaml")
            .split("  # Created, and attached", 2)[0]
            .replace(NETWORK, ITS_NETWORK));

    SideResourcesTest() {
        for (String path : List.of("", "/subnets/default", "/subnets/aks")) {
            world.put(ITS_NETWORK + path, world.get(NETWORK + path).toString());
        }
    }

    @Test
    void thePlanSaysWhatComesWithACluster() {
        Step creation = step("compute/cpucluster");

        assertThat(creation.impact())
                .isEqualTo("Azure adds a network security group, a public IP address and a load balancer of its own to"
                        + " resource group netgroup, and takes them away with the cluster.");
    }

    @Test
    void aReadOnlyGroupOfTheNetworkStopsTheCluster() {
        world.lock(NETWORKS_GROUP, "frozen", "ReadOnly");

        assertThat(world.plan(trainingOnly).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.LOCKED);
            assertThat(finding.arguments().get("steps")).contains("compute/cpucluster");
        });
    }

    @Test
    void whatCannotBeDeletedInTheNetworksGroupIsToldBeforeItIsCreated() {
        world.lock(NETWORKS_GROUP, "kept", "CanNotDelete");

        assertThat(world.plan(trainingOnly).findings())
                .extracting(Finding::code, Finding::severity)
                .containsExactly(tuple(FindingCode.LOCKED, Severity.WARNS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CanNotDelete", "ReadOnly"})
    void aClusterIsNotDeletedWhileALockHoldsWhatIsBesideIt(String level) {
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        environment.does(RequestType.APPLY, trainingOnly);
        world.lock(NETWORKS_GROUP, "kept", level);

        PlanResult deletion = environment.plan(RequestType.COMPUTE_DELETE, Data.of("{\"name\": \"cpucluster\"}"));

        assertThat(deletion.refused()).isTrue();
        assertThat(deletion.findings())
                .filteredOn(Finding::refuses)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(FindingCode.LOCKED);
                    assertThat(finding.arguments()).containsEntry("steps", "compute/cpucluster");
                });
    }

    @Test
    void aDenialOfWhatIsBesideTheClusterNamesThePolicyAndTheTypes() {
        JsonNode example = Examples.secureEnvironment();
        QuotaMistakes.policy(
                world,
                QuotaMistakes.NOT_ALLOWED_TYPES,
                "NotAllowed",
                "'microsoft.network/loadbalancers','Microsoft.Network/networkSecurityGroups'",
                "");

        assertThat(world.plan(example).findings()).singleElement().satisfies(finding -> {
            assertThat(Obstacle.of(finding)).isEqualTo(Obstacle.POLICY);
            assertThat(finding.whoseMove()).isEqualTo(WhoseMove.ADMINISTRATOR);
            assertThat(finding.arguments())
                    .containsEntry("policy", "Types")
                    .containsEntry("steps", "compute/cpucluster")
                    .containsEntry("types", "Microsoft.Network/networkSecurityGroups, Microsoft.Network/loadBalancers");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'\"enforcementMode\": \"DoNotEnforce\",'",
                "'\"overrides\": [{\"kind\": \"policyEffect\", \"value\": \"Audit\"}],'",
                "'\"resourceSelectors\": [{\"selectors\": [{\"kind\": \"resourceLocation\", \"in\": [\"eastus\"]}]}],'",
                "'\"notScopes\": [\"/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/MyGroup\"],'"
            })
    void aPolicyThatDoesNotHoldHereOrMayNotStopsNothing(String exemption) {
        String types = "'Microsoft.Network/loadBalancers'";
        QuotaMistakes.policy(world, QuotaMistakes.NOT_ALLOWED_TYPES, "NotAllowed", types, exemption);

        assertThat(world.plan(Examples.secureEnvironment()).findings()).isEmpty();
    }

    private Step step(String id) {
        return world.plan(trainingOnly).plan().steps().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
