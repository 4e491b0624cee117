package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.ACCOUNT;
import static dev.palisade.planning.ExampleWorld.CLUSTER;
import static dev.palisade.planning.ExampleWorld.SECURITY_GROUP;
import static dev.palisade.planning.ExampleWorld.TRAINING_CLUSTER;
import static dev.palisade.planning.ExampleWorld.TRAINING_SUBNET;
import static dev.palisade.planning.ExampleWorld.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.plan.Step.Effect;
import dev.palisade.planning.request.RequestType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What leaves the document. */
class PruneTest {
    private final ExampleWorld world = new ExampleWorld();
    private final Map<String, String> before = world.snapshot();
    private final ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);
    private final ObjectNode document = (ObjectNode) Examples.secureEnvironment();

    @Test
    void whatLeavesIsReleasedAndNeverTakenBackAgain() {
        environment.does(RequestType.APPLY, document);
        ((ArrayNode) document.path("compute")).remove(0);

        PlanResult release = environment.does(RequestType.APPLY, document);
        environment.does(RequestType.DELETE, Data.nothing());

        assertThat(release.plan().steps()).isEmpty();
        assertThat(release.plan().released()).contains("ws-0|compute/cpucluster");
        assertThat(release.findings())
                .extracting(
                        finding -> finding.code() + " " + finding.arguments().get("resource"))
                .contains(FindingCode.RELEASED + " " + TRAINING_CLUSTER);
        assertThat(world.get(TRAINING_CLUSTER)).isNotNull();
        assertThat(world.get(CLUSTER)).isNull();
    }

    @Test
    void whatLeavesIsDeletedIfTheDocumentPrunes() {
        environment.does(RequestType.APPLY, document);
        ((ArrayNode) document.path("compute")).removeAll();

        PlanResult prune = environment.does(RequestType.APPLY, document.put("prune", true));

        assertThat(prune.plan().steps())
                .filteredOn(step -> step.action() == Action.DELETE)
                .extracting(Step::id)
                .containsExactly("attachment/myaks", "cluster/myaks", "compute/cpucluster");
        assertThat(world.get(CLUSTER)).isNull();
        assertThat(environment.plan(RequestType.APPLY, document).plan().steps()).isEmpty();
        environment.does(RequestType.DELETE, Data.nothing());
        assertThat(world.snapshot()).containsExactlyInAnyOrderEntriesOf(before);
    }

    @Test
    void anAddressThatLeavesGoesAloneAndTheRestOfItsEntryStaysOurs() {
        environment.does(RequestType.APPLY, document);
        ((ObjectNode) document.at("/storage/0")).putArray("allow_ips").add("198.51.100.7");

        PlanResult prune = environment.does(RequestType.APPLY, document.put("prune", true));

        assertThat(prune.plan().steps())
                .extracting(step -> step.id() + " after " + step.dependsOn() + " settles " + step.takesBack())
                .containsExactly(
                        "storage/wsstorage after [] settles []",
                        "storage/wsstorage/take-back after [storage/wsstorage] settles"
                                + " [ws-0|storage/wsstorage|/properties/networkacls/iprules[value=203.0.113.7]]");
        assertThat(world.get(ACCOUNT).at("/properties/networkAcls/ipRules").findValuesAsText("value"))
                .containsExactly("198.51.100.7");
        environment.does(RequestType.DELETE, Data.nothing());
        assertThat(world.snapshot()).containsExactlyInAnyOrderEntriesOf(before);
    }

    @Test
    void aPlanThatIsMadeAgainTakesBackByAnotherStepThanTheOneByWhichItsRequestHasAdded() {
        environment.does(RequestType.APPLY, document);
        ((ObjectNode) document.at("/storage/0")).putArray("allow_ips").add("198.51.100.7");
        document.put("prune", true);
        environment.parks(RequestType.APPLY, document, step -> step.id().equals("storage/wsstorage"));

        PlanResult again = environment.does(RequestType.APPLY, document);

        assertThat(again.plan().steps()).extracting(Step::id).containsExactly("storage/wsstorage/take-back");
        environment.does(RequestType.DELETE, Data.nothing());
        assertThat(world.snapshot()).containsExactlyInAnyOrderEntriesOf(before);
    }

    @Test
    void anAccountThatLeavesIsOpenedAgainBeforeItsSubnetLosesItsWayIn() {
        environment.does(RequestType.APPLY, document);
        document.putArray("storage");

        PlanResult prune = environment.does(RequestType.APPLY, document.put("prune", true));

        assertThat(prune.plan().steps())
                .extracting(Step::id, Step::effect)
                .startsWith(tuple("storage/wsstorage/take-back", Effect.LOOSEN));
        assertThat(prune.plan().steps())
                .filteredOn(step -> step.resource().toString().equals(TRAINING_SUBNET))
                .allSatisfy(step -> assertThat(step.dependsOn()).contains("storage/wsstorage/take-back"));
        assertThat(world.get(ACCOUNT)
                        .at("/properties/networkAcls/defaultAction")
                        .asText())
                .isEqualTo("Allow");
    }

    @Test
    void anAccountThatTheDocumentOpensIsOpenBeforeItsSubnetLosesItsWayIn() {
        environment.does(RequestType.APPLY, document);
        ((ObjectNode) document.at("/storage/0")).put("access", "all_networks");

        PlanResult prune = environment.plan(RequestType.APPLY, document.put("prune", true));

        assertThat(prune.plan().steps())
                .filteredOn(step -> step.resource().toString().equals(TRAINING_SUBNET))
                .singleElement()
                .satisfies(step -> assertThat(step.dependsOn()).contains("storage/wsstorage"));
    }

    @Test
    void theExtensionStaysUntilTheClusterIsDetachedThatIsAttachedAnotherWayNow() {
        environment.does(RequestType.APPLY, document);
        document.put("profile", "seed").put("prune", true);

        PlanResult prune = environment.plan(RequestType.APPLY, document);

        assertThat(prune.plan().steps())
                .filteredOn(step -> step.id().equals("extension/myaks"))
                .singleElement()
                .satisfies(step -> assertThat(step.dependsOn()).contains("attachment/myaks/detach"));
    }

    @Test
    void aSecurityGroupThatIsTakenOffTheSubnetGetsNoMoreRules() {
        ((ObjectNode) document.path("network")).remove("ssh_from");
        environment.does(RequestType.APPLY, document);
        ((ObjectNode) document.path("network")).remove("security_group");
        ((ObjectNode) document.path("network")).putArray("ssh_from").add("198.51.100.7");

        PlanResult prune = environment.does(RequestType.APPLY, document.put("prune", true));

        assertThat(prune.plan().claims().elements())
                .noneMatch(element -> element.resource().toString().equals(SECURITY_GROUP));
        assertThat(world.get(SECURITY_GROUP).at("/properties/securityRules")).isEmpty();
        assertThat(environment.plan(RequestType.APPLY, document).plan().steps()).isEmpty();
    }

    @Test
    void aRefusedDocumentLetsNothingGo() {
        environment.does(RequestType.APPLY, document);
        ((ArrayNode) document.path("compute")).remove(0);
        document.withObject("/network/subnets").put("training", "nowhere");

        PlanResult refused = environment.plan(RequestType.APPLY, document);

        assertThat(refused.findings()).extracting(Finding::code).contains(FindingCode.SUBNET_MISSING);
        assertThat(refused.plan().released()).isEmpty();
        assertThat(refused.plan().claims().isEmpty()).isTrue();
    }

    @Test
    void anUnchangedDocumentDoesNothingAndLetsNothingGo() {
        environment.does(RequestType.APPLY, document);

        PlanResult again = environment.plan(RequestType.APPLY, document);
        JsonNode pruning = document.deepCopy();
        PlanResult prune = environment.plan(RequestType.APPLY, ((ObjectNode) pruning).put("prune", true));

        assertThat(again.findings()).isEmpty();
        assertThat(again.plan().steps()).isEmpty();
        assertThat(again.plan().released()).isEmpty();
        assertThat(prune.plan().steps()).isEmpty();
    }
}
