package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.ACCOUNT;
import static dev.palisade.planning.ExampleWorld.DATASTORE;
import static dev.palisade.planning.ExampleWorld.GROUP;
import static dev.palisade.planning.ExampleWorld.TRAINING_SUBNET;
import static dev.palisade.planning.ExampleWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Effect;
import dev.palisade.planning.request.RequestType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Environments on one virtual network, one security group, one storage account and one vault. */
class NeighbourTest {
    private static final String SECOND_ACCOUNT = GROUP + "/providers/Microsoft.Storage/storageAccounts/second";

    private final ExampleWorld world = new ExampleWorld();
    private final ExampleNeighbourhood neighbourhood = new ExampleNeighbourhood(world);
    private final List<ExampleEnvironment> environments = new ArrayList<>();
    private Map<String, String> before = Map.of();

    static Stream<List<Integer>> orders() {
        return Stream.of(
                List.of(0, 1, 2),
                List.of(0, 2, 1),
                List.of(1, 0, 2),
                List.of(1, 2, 0),
                List.of(2, 0, 1),
                List.of(2, 1, 0));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void whoeverGoesLeavesTheOthersWholeAndTheLastLeavesTheWorldAsItWas(List<Integer> order) {
        threeSettleDown();

        for (int i = 0; i < order.size(); i++) {
            PlanResult deletion =
                    neighbourhood.does(environments.get(order.get(i)), RequestType.DELETE, data(order.get(i)));

            assertThat(deletion.refused()).as(deletion.findings().toString()).isFalse();
            order.subList(i + 1, order.size()).forEach(this::isWhole);
        }

        assertThat(world.snapshot()).containsExactlyInAnyOrderEntriesOf(before);
        assertThat(environments)
                .allSatisfy(environment ->
                        assertThat(environment.ledger().entries()).isEmpty());
    }

    @Test
    void whatAnotherNeedsIsToldAndNamesTheOther() {
        threeSettleDown();

        PlanResult deletion = neighbourhood.does(environments.get(0), RequestType.DELETE, data(0));

        assertThat(deletion.findings()).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.KEPT_FOR_NEIGHBOUR);
            assertThat(finding.arguments()).containsEntry("neighbour", "ws1");
        });
        assertThat(deletion.plan().steps())
                .extracting(Step::id)
                .contains("compute/cluster0")
                .doesNotContain("subnet/mynetwork/default");
        assertThat(world.get(ACCOUNT).at("/properties/networkAcls/ipRules").findValuesAsText("value"))
                .doesNotContain("203.0.113.10")
                .contains("203.0.113.11");
    }

    @Test
    void anAccountThatANeighbourNeedsClosedIsNotOpened() {
        threeSettleDown();

        PlanResult opening = neighbourhood.does(environments.get(1), RequestType.STORAGE_OPEN, data(1));

        assertThat(opening.refused()).isTrue();
        assertThat(opening.findings())
                .extracting(Finding::code)
                .containsOnly(FindingCode.NEIGHBOUR_NEEDS_OTHERWISE, FindingCode.APPLY_WOULD_REVERT);
        assertThat(world.get(ACCOUNT)
                        .at("/properties/networkAcls/defaultAction")
                        .asText())
                .isEqualTo("Deny");
    }

    @Test
    void whoOpensAnAccountAloneMayDoSoAfterTheOthersHaveGone() {
        threeSettleDown();
        neighbourhood.does(environments.get(0), RequestType.DELETE, data(0));
        neighbourhood.does(environments.get(2), RequestType.DELETE, data(2));

        PlanResult opening = neighbourhood.does(environments.get(1), RequestType.STORAGE_OPEN, data(1));

        assertThat(opening.refused()).as(opening.findings().toString()).isFalse();
        neighbourhood.does(environments.get(1), RequestType.DELETE, data(1));
        assertThat(world.snapshot()).containsExactlyInAnyOrderEntriesOf(before);
    }

    @Test
    void theEndpointThatAKeptDoorStandsOnStaysUntilWhoClosedItGoes() {
        world.put(SECOND_ACCOUNT, world.get(ACCOUNT).toString());
        found(3);
        threeSettleDown();
        ObjectNode document = (ObjectNode) document(3);
        document.withArray("/storage").removeAll().addObject().put("account", "second");
        ExampleEnvironment keeper = neighbourhood.environment(workspace(3));
        List<Step> kept = neighbourhood.isTakenBack(keeper, document, step -> step.effect() == Effect.TIGHTEN);
        assertThat(kept).extracting(Step::id).containsExactly("storage/second");

        for (int i = 0; i < 3; i++) {
            neighbourhood.does(environments.get(i), RequestType.DELETE, data(i));
        }

        assertThat(world.get(TRAINING_SUBNET).at("/properties/serviceEndpoints").findValuesAsText("service"))
                .containsExactly("Microsoft.Sql", "Microsoft.Storage");
        neighbourhood.does(keeper, RequestType.DELETE, data(3));
        assertThat(world.snapshot()).containsExactlyInAnyOrderEntriesOf(before);
    }

    private void threeSettleDown() {
        for (int i = 0; i < 3; i++) {
            found(i);
        }
        world.serviceEndpoint(TRAINING_SUBNET, "Microsoft.Sql");
        before = world.snapshot();
        for (int i = 0; i < 3; i++) {
            ExampleEnvironment environment = neighbourhood.environment(workspace(i));
            environments.add(environment);
            PlanResult result = neighbourhood.does(environment, RequestType.APPLY, document(i));
            assertThat(result.refused()).as(result.findings().toString()).isFalse();
        }
    }

    private void isWhole(int i) {
        PlanResult check = environments.get(i).plan(RequestType.APPLY, document(i));
        assertThat(check.findings()).as("findings of %s", workspace(i)).isEmpty();
        assertThat(check.plan().steps()).as("drift of %s", workspace(i)).isEmpty();
        assertThat(check.plan().released()).isEmpty();
    }

    /** One account, vault, subnet and group for all; an address and a training cluster for each. */
    private static JsonNode document(int i) {
        String text = Examples.text("secure-environment.yaml");
        String own = text.substring(0, text.indexOf("  # Created, and attached"))
                .replace("203.0.113.7", "203.0.113.1" + i)
                .replace("cpucluster", "cluster" + i)
                .replace(WORKSPACE, workspace(i));
        ObjectNode document = (ObjectNode) Examples.document(own);
        return document.put("name", "ws" + i);
    }

    /** A workspace as Azure makes it, with its datastore. */
    private void found(int i) {
        world.put(workspace(i), world.get(WORKSPACE).toString());
        world.put(DATASTORE.replace(WORKSPACE, workspace(i)), world.get(DATASTORE).toString());
    }

    private static String workspace(int i) {
        return GROUP + "/providers/Microsoft.MachineLearningServices/workspaces/ws" + i;
    }

    private static JsonNode data(int i) {
        return Data.of("{}", workspace(i));
    }
}
