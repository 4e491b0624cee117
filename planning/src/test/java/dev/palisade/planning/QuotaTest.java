package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.CLUSTER;
import static dev.palisade.planning.ExampleWorld.TRAINING_CLUSTER;
import static dev.palisade.planning.ExampleWorld.TRAINING_SUBNET;
import static dev.palisade.planning.ExampleWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.Severity;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.finding.FindingText;
import dev.palisade.planning.finding.Obstacle;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.request.RequestType;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaTest {
    private static final String TOTAL = "Total Cluster Dedicated Regional vCPUs";

    private final JsonNode example = Examples.secureEnvironment();
    private final ExampleWorld world = new ExampleWorld();

    @Test
    void aFindingSaysWhichQuotaItIsWhatIsLeftOfItAndWhoCanHelp() {
        Quotas.of(world, Quotas.COMPUTE, "cores", 9, 20);

        PlanResult result = world.plan(example);

        assertThat(result.plan().isEmpty()).isTrue();
        assertThat(result.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.whoseMove()).isEqualTo(WhoseMove.ADMINISTRATOR);
            assertThat(Obstacle.of(finding)).isEqualTo(Obstacle.QUOTA);
            assertThat(FindingText.sentence(finding, Locale.ENGLISH))
                    .isEqualTo(
                            "myaks would take 12 of quota cores in region koreacentral: of 20, 9 are in use, and 0 more"
                                    + " go to what stands before it in the document.");
            assertThat(FindingText.remedy(finding, Locale.ENGLISH)).contains("quota cores in region koreacentral");
        });
    }

    @ParameterizedTest
    @CsvSource({"8, 20", "20, -1"})
    void whatJustFitsOrHasNoLimitIsNotMentioned(long used, long limit) {
        Quotas.of(world, Quotas.COMPUTE, "cores", used, limit);

        assertThat(world.plan(example).findings()).isEmpty();
    }

    @Test
    void whatStandsAlreadyIsNotCountedAgain() {
        fullQuotas();
        world.put(TRAINING_CLUSTER, Found.compute("STANDARD_D2_V2", TRAINING_SUBNET, 4));
        world.put(CLUSTER, Found.cluster(3, "10.0.0.0/16", false));

        assertThat(world.plan(example).findings()).isEmpty();
    }

    @Test
    void whatAnEarlierAttemptHasBegunIsNotCountedAgain() {
        Quotas.of(world, Quotas.COMPUTE, "cores", 12, 12);
        Quotas.of(world, Quotas.NETWORK, "StandardSkuLoadBalancers", 1, 2);
        world.put(CLUSTER, Found.cluster(3, "10.0.0.0/16", false)).edit(CLUSTER, cluster -> {
            cluster.putObject("tags").put("palisade-request", "request-1");
            ((ObjectNode) cluster.path("properties")).put("provisioningState", "Creating");
        });

        PlanResult result = world.plan(example);

        assertThat(result.findings()).isEmpty();
        assertThat(result.plan().steps()).extracting(Step::id).contains("cluster/myaks", "compute/cpucluster");
    }

    @Test
    void allThatIsTooSmallIsToldAtOnce() {
        fullQuotas();

        assertThat(world.plan(example).findings())
                .extracting(Finding::code, Finding::field)
                .containsOnly(
                        tuple(FindingCode.QUOTA_TOO_SMALL, "/compute/0"),
                        tuple(FindingCode.QUOTA_TOO_SMALL, "/compute/0/max_instances"),
                        tuple(FindingCode.QUOTA_TOO_SMALL, "/compute/1"),
                        tuple(FindingCode.QUOTA_TOO_SMALL, "/compute/1/create/agent_count"))
                .hasSize(10);
    }

    @Test
    void aPartOfTheNodesIsOnlyToldIfTheDocumentAcceptsIt() {
        Quotas.ofTraining(world, "dedicatedCores", TOTAL, 3, 10);

        PlanResult result = world.plan(Examples.secureEnvironmentWith(
                "max_instances: 4,", "max_instances: 4, allow_partial_allocation: true,"));

        assertThat(result.findings())
                .extracting(Finding::code, Finding::severity)
                .containsExactly(tuple(FindingCode.QUOTA_TOO_SMALL, Severity.WARNS));
        assertThat(result.plan().steps()).isNotEmpty();
    }

    @Test
    void aQuotaThatNotEvenTheFirstNodeFitsInRefusesWhateverTheDocumentAccepts() {
        Quotas.ofTraining(world, "dedicatedCores", TOTAL, 0, 1);

        assertThat(world.plan(Examples.secureEnvironmentWith(
                                "max_instances: 4,", "max_instances: 4, allow_partial_allocation: true,"))
                        .findings())
                .extracting(Finding::code, Finding::severity)
                .containsExactly(tuple(FindingCode.QUOTA_TOO_SMALL, Severity.REFUSES));
    }

    @Test
    void quotasThatNobodyMayListStopNothing() {
        world.forbid(Quotas.COMPUTE).forbid(Quotas.NETWORK).forbid(Quotas.MACHINE_LEARNING);

        PlanResult result = world.plan(example);

        assertThat(result.findings()).isEmpty();
        assertThat(result.plan().steps()).hasSize(9);
    }

    @Test
    void twoClustersOfADocumentShareAQuota() {
        Quotas.ofTraining(world, "dedicatedCores", TOTAL, 0, 11);
        JsonNode both = Examples.document(
                Mistake.extended("- { name: second, type: amlcompute, size: STANDARD_D2_V2, max_instances: 2 }"));

        assertThat(world.plan(both).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.field()).isEqualTo("/compute/2/max_instances");
            assertThat(finding.arguments()).containsEntry("promised", "8").containsEntry("needed", "4");
        });
    }

    @ParameterizedTest
    @CsvSource({"20, true", "19, false"})
    void scalingCountsOnlyTheNodesThatItAdds(long limit, boolean fits) {
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        environment.does(RequestType.APPLY, example);
        Quotas.of(world, Quotas.COMPUTE, "cores", 12, limit);
        Quotas.of(world, Quotas.NETWORK, "LoadBalancers", 2, 2);

        PlanResult scaled =
                environment.plan(RequestType.CLUSTER_SCALE, Data.of("{\"name\": \"myaks\", \"agent_count\": 5}"));

        assertThat(scaled.findings())
                .filteredOn(finding -> finding.code() == FindingCode.QUOTA_TOO_SMALL)
                .hasSize(fits ? 0 : 1);
        assertThat(scaled.refused()).isEqualTo(!fits);
    }

    @ParameterizedTest
    @CsvSource({"'max_instances: 3,'", "'max_instances: 4, idle_time_before_scale_down: 300,'"})
    void aTrainingClusterThatMayTakeNoMoreThanItCouldNeedsNoQuota(String changed) {
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        environment.does(RequestType.APPLY, example);
        fullQuotas();

        PlanResult result =
                environment.plan(RequestType.APPLY, Examples.secureEnvironmentWith("max_instances: 4,", changed));

        assertThat(result.findings()).isEmpty();
        assertThat(result.plan().steps()).extracting(Step::id).containsExactly("compute/cpucluster");
    }

    @ParameterizedTest
    @CsvSource({"'min_instances: 0, max_instances: 5,'", "'min_instances: 1, max_instances: 4,'"})
    void oneThatMayTakeMoreDoes(String changed) {
        ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
        environment.does(RequestType.APPLY, example);
        Quotas.ofTraining(world, "dedicatedCores", TOTAL, 8, 8);

        PlanResult result = environment.plan(
                RequestType.APPLY, Examples.secureEnvironmentWith("min_instances: 0, max_instances: 4,", changed));

        assertThat(result.findings()).extracting(Finding::code).containsExactly(FindingCode.QUOTA_TOO_SMALL);
    }

    private void fullQuotas() {
        Quotas.families(world);
        Quotas.of(world, Quotas.COMPUTE, "cores", 12, 12);
        Quotas.of(world, Quotas.COMPUTE, "standardDv2Family", 12, 12);
        Quotas.of(world, Quotas.NETWORK, "NetworkSecurityGroups", 5, 5);
        Quotas.of(world, Quotas.NETWORK, "StandardSkuPublicIpAddresses", 5, 5);
        Quotas.of(world, Quotas.NETWORK, "StandardSkuLoadBalancers", 5, 5);
        Quotas.ofTraining(world, "dedicatedCores", TOTAL, 8, 8);
        Quotas.ofTraining(world, "vmFamily", Quotas.FAMILY_OF_CLUSTERS, 8, 8);
    }
}
