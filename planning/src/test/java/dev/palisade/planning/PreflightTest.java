package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.CLUSTER;
import static dev.palisade.planning.ExampleWorld.GROUP;
import static dev.palisade.planning.ExampleWorld.INFERENCE_SUBNET;
import static dev.palisade.planning.ExampleWorld.NETWORK;
import static dev.palisade.planning.ExampleWorld.SUBSCRIPTION;
import static dev.palisade.planning.ExampleWorld.TRAINING_CLUSTER;
import static dev.palisade.planning.ExampleWorld.TRAINING_SUBNET;
import static dev.palisade.planning.ExampleWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.Severity;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PreflightTest {
    @ParameterizedTest
    @MethodSource("dev.palisade.planning.Mistake#all")
    void oneMistakeGetsOneFindingAtItsField(Mistake mistake) {
        assertThat(mistake.findings().get())
                .extracting(Finding::code, Finding::field)
                .containsExactly(tuple(mistake.code(), mistake.field()));
    }

    /** What is just within each rule. */
    static Stream<Arguments> permitted() {
        JsonNode example = Examples.secureEnvironment();
        return Stream.of(
                permitted("the example", example, world -> {}),
                permitted("a range of addresses", with("203.0.113.7", "203.0.113.4/30"), world -> {}),
                permitted("a DNS address just after the reserved ones", with("10.0.0.10", "10.0.0.2"), world -> {}),
                permitted("a DNS address just before the last", with("10.0.0.10", "10.0.255.254"), world -> {}),
                permitted("a service range beside a subnet", example, world -> world.subnet("near", "10.2.0.0/16")),
                permitted("no Docker bridge", with("docker_bridge_cidr: 172.17.0.1/16", ""), world -> {}),
                permitted("exactly as many addresses as nodes", example, world -> world.used(TRAINING_SUBNET, 247)),
                permitted(
                        "exactly as many addresses as the cluster takes",
                        example,
                        world -> world.used(INFERENCE_SUBNET, 926)),
                permitted(
                        "exactly as many vCPUs as are left",
                        example,
                        world -> world.quota(100, 88)),
                permitted(
                        "exactly 12 vCPUs",
                        with(
                                "agent_count: 3\n      vm_size: Standard_D3_v2",
                                "agent_count: 6\n      vm_size: Standard_D2_v2"),
                        world -> {}),
                permitted(
                        "as many nodes at least as at most", with("min_instances: 0", "min_instances: 4"), world -> {}),
                permitted(
                        "a region in Azure's other spelling",
                        example,
                        world -> world.edit(NETWORK, network -> network.put("location", "Korea Central"))),
                permitted(
                        "the cluster's region said",
                        with("agent_count: 3", "agent_count: 3\n      location: Korea Central"),
                        world -> {}),
                permitted("both roles in one subnet", with("inference: aks", "inference: default"), world -> {}),
                permitted(
                        "a lock against deletion where nothing is created",
                        storageOnly(),
                        world -> world.lock(GROUP, "kept", "CanNotDelete")),
                permitted(
                        "a lock on a neighbour's group",
                        example,
                        world -> world.lock(SUBSCRIPTION + "/resourceGroups/mygroup2", "frozen", "ReadOnly")),
                permitted(
                        "a read-only workspace that gets nothing new",
                        storageOnly(),
                        world -> world.lock(WORKSPACE, "frozen", "ReadOnly")),
                permitted(
                        "a compute as asked",
                        example,
                        world -> world.put(TRAINING_CLUSTER, Found.compute("standard_d2_v2", TRAINING_SUBNET, 4))),
                permitted(
                        "a cluster as asked",
                        example,
                        world -> world.put(CLUSTER, Found.cluster(3, "10.0.0.0/16", false))),
                permitted(
                        "a cluster whose nodes Azure counts",
                        example,
                        world -> world.put(CLUSTER, Found.cluster(7, "10.0.0.0/16", true))));
    }

    @ParameterizedTest
    @MethodSource("permitted")
    void whatIsWithinTheRulesGetsNoFinding(JsonNode document, Consumer<ExampleWorld> bend) {
        ExampleWorld world = new ExampleWorld();
        bend.accept(world);

        assertThat(world.plan(document).findings()).isEmpty();
    }

    @Test
    void aPartOfTheNodesIsOnlyToldIfTheDocumentAcceptsIt() {
        JsonNode document = with("max_instances: 4,", "max_instances: 4, allow_partial_allocation: true,");

        PlanResult result = new ExampleWorld().used(TRAINING_SUBNET, 248).plan(document);

        assertThat(result.findings())
                .extracting(Finding::code, Finding::severity)
                .containsExactly(tuple(FindingCode.SUBNET_TOO_SMALL_FOR_NODES, Severity.WARNS));
        assertThat(result.plan().steps()).isNotEmpty();
    }

    @Test
    void testClustersNeedNo12VirtualCpusButAreWarnedOf() {
        JsonNode document = Examples.document(Examples.secureEnvironmentTextWith("fast_prod", "dev_test")
                .replace("agent_count: 3", "agent_count: 1"));

        PlanResult result = new ExampleWorld().plan(document);

        assertThat(result.findings())
                .extracting(Finding::code)
                .containsExactly(FindingCode.DEV_TEST_NOT_FAULT_TOLERANT);
        assertThat(result.plan().steps()).isNotEmpty();
    }

    @Test
    void aLockIsToldOnceHoweverManyListsItIsOnAndNamesTheStepsItStops() {
        ExampleWorld world = new ExampleWorld().lock(GROUP, "frozen", "ReadOnly");
        String locks = "/providers/Microsoft.Authorization/locks";
        world.put(SUBSCRIPTION + locks, world.get(GROUP + locks).toString());

        PlanResult result = world.plan(Examples.secureEnvironment());

        assertThat(result.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.whoseMove()).isEqualTo(WhoseMove.ADMINISTRATOR);
            assertThat(finding.arguments())
                    .containsEntry(
                            "steps",
                            "nsg/customer-nsg, subnet/mynetwork/default, subnet/mynetwork/aks, compute/cpucluster,"
                                    + " cluster/myaks, extension/myaks, attachment/myaks, storage/wsstorage, vault/wsvault");
        });
        assertThat(result.plan().isEmpty()).isTrue();
    }

    @Test
    void aLockAgainstDeletionIsToldAndDoesNotRefuse() {
        PlanResult result =
                new ExampleWorld().lock(GROUP, "kept", "CanNotDelete").plan(Examples.secureEnvironment());

        assertThat(result.refused()).isFalse();
        assertThat(result.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.arguments())
                        .containsEntry(
                                "steps", "compute/cpucluster, cluster/myaks, extension/myaks, attachment/myaks"));
    }

    private static JsonNode with(String text, String other) {
        return Examples.secureEnvironmentWith(text, other);
    }

    private static JsonNode storageOnly() {
        String example = Examples.text("secure-environment.yaml");
        return Examples.document(example.substring(0, example.indexOf("compute:")));
    }

    private static Arguments permitted(String what, JsonNode document, Consumer<ExampleWorld> bend) {
        return argumentSet(what, document, bend);
    }
}
