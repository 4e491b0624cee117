package dev.palisade.planning;

import static dev.palisade.planning.ExampleWorld.ACCOUNT;
import static dev.palisade.planning.ExampleWorld.CLUSTER;
import static dev.palisade.planning.ExampleWorld.GROUP;
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
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Effect;
import dev.palisade.planning.plan.Step.Undo;
import dev.palisade.planning.request.RequestType;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeletionTest {
    private final JsonNode example = Examples.secureEnvironment();
    private final ExampleWorld world = new ExampleWorld();
    private final Map<String, String> before = world.snapshot();
    private final ExampleEnvironment environment = new ExampleEnvironment(world, WORKSPACE);

    @Test
    void aDeleteTakesBackWhatAnApplyDidAndLeavesTheWorldAsItWas() {
        environment.does(RequestType.APPLY, example);
        assertThat(world.snapshot()).isNotEqualTo(before);

        PlanResult deletion = environment.does(RequestType.DELETE, Data.nothing());

        assertThat(deletion.findings()).isEmpty();
        assertThat(world.snapshot()).containsExactlyEntriesOf(before);
        assertThat(environment.ledger().entries()).isEmpty();
        assertThat(deletion.document()).isNull();
        assertThat(deletion.body()).isNull();
    }

    @Test
    void whatWasOnlyFoundIsForgottenWithTheEnvironment() {
        environment.findsAllDone(RequestType.APPLY, example);
        assertThat(environment.ledger().entries()).isNotEmpty();

        PlanResult deletion = environment.does(RequestType.DELETE, Data.nothing());

        assertThat(deletion.plan().steps()).isEmpty();
        assertThat(environment.ledger().entries()).isEmpty();
    }

    @Test
    void nothingGoesWhileSomethingStandsOnIt() {
        environment.does(RequestType.APPLY, example);

        assertThat(environment.plan(RequestType.DELETE, Data.nothing()).plan().steps())
                .extracting(step -> step.action() + " " + step.id() + " after " + step.dependsOn())
                .containsExactly(
                        "DELETE attachment/myaks after []",
                        "DELETE cluster/myaks after [attachment/myaks]",
                        "DELETE compute/cpucluster after []",
                        "UPDATE storage/wsstorage after [attachment/myaks, cluster/myaks, compute/cpucluster]",
                        "UPDATE vault/wsvault after [attachment/myaks, cluster/myaks, compute/cpucluster]",
                        "UPDATE subnet/mynetwork/default after"
                                + " [attachment/myaks, cluster/myaks, compute/cpucluster, storage/wsstorage, vault/wsvault]",
                        "UPDATE subnet/mynetwork/aks after [attachment/myaks, cluster/myaks, compute/cpucluster,"
                                + " storage/wsstorage, vault/wsvault, subnet/mynetwork/default]",
                        "UPDATE nsg/customer-nsg after [attachment/myaks, cluster/myaks, compute/cpucluster,"
                                + " storage/wsstorage, vault/wsvault, subnet/mynetwork/default, subnet/mynetwork/aks]");
    }

    @Test
    void openingADoorAgainIsALooseningAndDeletingAPivot() {
        environment.does(RequestType.APPLY, example);

        assertThat(environment.plan(RequestType.DELETE, Data.nothing()).plan().steps())
                .extracting(Step::kind, Step::effect, Step::undo)
                .contains(
                        tuple(ResourceKind.STORAGE_ACCOUNT, Effect.LOOSEN, Undo.REVERT_DELTAS),
                        tuple(ResourceKind.MANAGED_CLUSTER, Effect.NEUTRAL, Undo.NONE));
    }

    @Test
    void whatIsAsItWasBeforeNeedsNoStep() {
        String account = world.get(ACCOUNT).toString();
        environment.does(RequestType.APPLY, example);
        world.put(ACCOUNT, account);

        PlanResult deletion = environment.does(RequestType.DELETE, Data.nothing());

        assertThat(deletion.findings()).isEmpty();
        assertThat(deletion.plan().steps()).extracting(Step::id).doesNotContain("storage/wsstorage");
        assertThat(world.snapshot()).containsExactlyEntriesOf(before);
        assertThat(environment.ledger().entries()).isEmpty();
    }

    @Test
    void whatIsGoneIsToldAndForgotten() {
        environment.does(RequestType.APPLY, example);
        world.remove(TRAINING_CLUSTER);

        PlanResult deletion = environment.does(RequestType.DELETE, Data.nothing());

        assertThat(deletion.findings())
                .extracting(Finding::code, finding -> finding.arguments().get("resource"))
                .containsExactly(tuple(FindingCode.ALREADY_GONE, TRAINING_CLUSTER));
        assertThat(world.snapshot()).containsExactlyEntriesOf(before);
        assertThat(environment.ledger().entries()).isEmpty();
    }

    @Test
    void aForeignResourceOfTheSameNameIsNeverTouched() {
        environment.does(RequestType.APPLY, example);
        world.put(CLUSTER, Found.cluster(3, "10.0.0.0/16", false));
        JsonNode foreign = world.get(CLUSTER).deepCopy();

        PlanResult deletion = environment.does(RequestType.DELETE, Data.nothing());

        assertThat(deletion.findings()).extracting(Finding::code).contains(FindingCode.NOT_AS_WE_LEFT_IT);
        assertThat(deletion.plan().steps()).extracting(Step::id).doesNotContain("cluster/myaks");
        assertThat(world.get(CLUSTER)).isEqualTo(foreign);
        assertThat(environment.ledger().entries()).isEmpty();
    }

    @Test
    void aFieldThatSomebodyElseChangedSinceStaysAndTheRestGoes() {
        environment.does(RequestType.APPLY, example);
        world.edit(
                ACCOUNT,
                account -> ((ObjectNode) account.at("/properties/networkAcls"))
                        .withArray("ipRules")
                        .addObject()
                        .put("value", "198.51.100.1")
                        .put("action", "Allow"));
        world.edit(
                ACCOUNT,
                account -> ((ObjectNode) account.at("/properties/networkAcls/ipRules/0")).put("action", "Deny"));

        PlanResult deletion = environment.does(RequestType.DELETE, Data.nothing());

        assertThat(deletion.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.arguments())
                        .containsEntry("place", "/properties/networkAcls/ipRules[value=203.0.113.7]"));
        assertThat(world.get(ACCOUNT)
                        .at("/properties/networkAcls/defaultAction")
                        .asText())
                .isEqualTo("Allow");
        assertThat(world.get(ACCOUNT).at("/properties/networkAcls/ipRules").findValuesAsText("value"))
                .containsExactly("203.0.113.7", "198.51.100.1");
        assertThat(environment.ledger().entries()).isEmpty();
    }

    @Test
    void whatOthersAddedSurvives() {
        environment.does(RequestType.APPLY, example);
        world.serviceEndpoint(TRAINING_SUBNET, "Microsoft.Sql");
        world.edit(
                ACCOUNT,
                account -> ((ArrayNode) account.at("/properties/networkAcls/virtualNetworkRules"))
                        .addObject()
                        .put("id", GROUP + "/providers/Microsoft.Network/virtualNetworks/theirs/subnets/x"));

        environment.does(RequestType.DELETE, Data.nothing());

        assertThat(world.get(TRAINING_SUBNET).at("/properties/serviceEndpoints").findValuesAsText("service"))
                .containsExactly("Microsoft.Sql");
        assertThat(world.get(ACCOUNT).at("/properties/networkAcls/virtualNetworkRules"))
                .hasSize(1);
    }

    @Test
    void whatWasFoundIsNotTakenAway() {
        world.put(TRAINING_CLUSTER, Found.compute("STANDARD_D2_V2", TRAINING_SUBNET, 4));
        environment.does(RequestType.APPLY, example);

        PlanResult deletion = environment.does(RequestType.DELETE, Data.nothing());

        assertThat(deletion.plan().steps()).extracting(Step::id).doesNotContain("compute/cpucluster");
        assertThat(world.get(TRAINING_CLUSTER)).isNotNull();
    }

    @Test
    void severalChangesOfOneThingAreTakenBackInOneStep() {
        environment.does(RequestType.APPLY, example);
        environment.does(
                RequestType.APPLY, Examples.secureEnvironmentWith("[203.0.113.7]", "[203.0.113.7, 198.51.100.7]"));
        assertThat(environment.ledger().entries())
                .filteredOn(entry -> entry.key().equals("storage/wsstorage"))
                .hasSize(2);

        PlanResult deletion = environment.does(RequestType.DELETE, Data.nothing());

        assertThat(deletion.plan().steps())
                .filteredOn(step -> step.id().equals("storage/wsstorage"))
                .singleElement()
                .satisfies(step -> assertThat(step.takesBack())
                        .containsExactly("ws-0|storage/wsstorage", "ws-1|storage/wsstorage"));
        assertThat(world.snapshot()).containsExactlyEntriesOf(before);
        assertThat(environment.ledger().entries()).isEmpty();
    }

    @Test
    void aLockAgainstDeletionRefusesADelete() {
        environment.does(RequestType.APPLY, example);
        world.lock(GROUP, "kept", "CanNotDelete");

        PlanResult deletion = environment.plan(RequestType.DELETE, Data.nothing());

        assertThat(deletion.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.arguments().get("steps"))
                        .contains("compute/cpucluster")
                        .doesNotContain("storage"));
        assertThat(deletion.plan().isEmpty()).isTrue();
    }

    @Test
    void aClusterIsDetachedThatATerminatedRequestWouldHaveAttachedAnotherWay() {
        environment.does(RequestType.APPLY, example);
        environment.isTerminated(
                RequestType.APPLY, Examples.secureEnvironmentWith("profile: current", "profile: seed"));
        assertThat(environment.ledger().entries())
                .filteredOn(entry -> entry.key().equals("attachment/myaks"))
                .hasSize(2);

        deletingLeavesTheWorldAsItWas();
    }

    @Test
    void aDoorIsOpenedAgainThatATerminatedRequestWouldHaveOpened() {
        environment.does(RequestType.APPLY, example);
        environment.isTerminated(RequestType.STORAGE_OPEN, Data.nothing());
        assertThat(environment.ledger().entries())
                .filteredOn(entry -> entry.key().equals("storage/wsstorage"))
                .hasSize(2);

        deletingLeavesTheWorldAsItWas();
    }

    @Test
    void aParkedDeleteGoesOnWithWhatIsLeft() {
        environment.does(RequestType.APPLY, example);
        environment.does(RequestType.DELETE, Data.nothing(), step -> step.id().startsWith("cluster/"));
        assertThat(world.get(CLUSTER)).isNull();

        deletingLeavesTheWorldAsItWas();
    }

    private void deletingLeavesTheWorldAsItWas() {
        PlanResult deletion = environment.does(RequestType.DELETE, Data.nothing());

        assertThat(deletion.findings()).isEmpty();
        assertThat(world.snapshot()).containsExactlyEntriesOf(before);
        assertThat(environment.ledger().entries()).isEmpty();
    }
}
