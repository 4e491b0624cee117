package dev.palisade.activities;

import static dev.palisade.activities.SimulatedAzure.CLUSTER;
import static dev.palisade.activities.SimulatedAzure.COMPUTE;
import static dev.palisade.activities.SimulatedAzure.STORAGE;
import static dev.palisade.activities.SimulatedAzure.SUBNET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.ArmWrite.Guard;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.StepActivities.Difference;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that is not ours is changed, deleted or lost. */
class ForeignWorldTest {
    private final SimulatedAzure world = new SimulatedAzure();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {COMPUTE, CLUSTER})
    void aForeignResourceOfTheSameNameIsNeverTouched(String id) throws Exception {
        Step step = world.step(id);
        somebodyCreates(step, true);
        JsonNode theirs = world.resource(step);

        assertThat(Stories.failure(() -> world.stories.apply(step)).failureClass())
                .isEqualTo(FailureClass.WORLD_CHANGED);
        assertThat(world.stories.undo(step, Ownership.UNKNOWN, false).result()).isEqualTo(Result.LEFT);

        assertThat(world.resource(step)).isEqualTo(theirs);
    }

    @ParameterizedTest
    @ValueSource(strings = {COMPUTE, CLUSTER})
    void oneThatIsAsAskedIsUsedButNotOwned(String id) {
        Step step = world.step(id);
        somebodyCreates(step, false);

        assertThat(world.stories.apply(step).ownership()).isEqualTo(Ownership.ADOPTED);
        assertThat(world.stories.undo(step, Ownership.ADOPTED, true).result()).isEqualTo(Result.NEVER_HAPPENED);

        assertThat(world.exists(step)).isTrue();
        assertThat(world.effects(step, Effect.CREATED)).isOne();
    }

    /** The second stale read shows the resource as it was before our tags came onto it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aForeignComputeThatStaleReadsHidIsHandedBack(int staleReads) throws Exception {
        Step step = world.step(COMPUTE);
        somebodyCreates(step, false);
        world.azure.faults().add(FaultKind.STALE_READ, step.resource().toString(), staleReads);

        assertThat(Stories.failure(() -> world.stories.apply(step)).failureClass())
                .isEqualTo(FailureClass.WORLD_CHANGED);

        assertThat(world.azure.faults().fired(FaultKind.STALE_READ)).isEqualTo(staleReads);
        assertThat(world.resource(step).path("tags").has("palisade-request")).isFalse();
        assertThat(world.stories.undo(step, Ownership.UNKNOWN, true).result()).isEqualTo(Result.LEFT);
        assertThat(world.exists(step)).isTrue();
    }

    @Test
    void aForeignClusterThatAStaleReadHidIsNotEvenWritten() throws Exception {
        Step step = world.step(CLUSTER);
        somebodyCreates(step, false);
        JsonNode theirs = world.resource(step);
        world.azure.faults().add(FaultKind.STALE_READ, step.resource().toString(), 1);

        Throwable trouble = catchThrowable(() -> world.stories.apply(step));

        assertThat(world.resource(step)).as("theirs").isEqualTo(theirs);
        assertThat(trouble).as("it is there, as wanted").isNull();
        assertThat(world.azure.faults().fired(FaultKind.STALE_READ)).isOne();
    }

    @Test
    void theCustomersAssociationsOnASubnetSurviveChangeAndUndo() {
        Step step = world.step(SUBNET);
        JsonNode before = world.resource(step).path("properties");
        assertThat(before.at("/networkSecurityGroup/id").asText()).isNotEmpty();

        world.stories.apply(step);
        assertThat(world.resource(step).at("/properties/networkSecurityGroup"))
                .isEqualTo(before.path("networkSecurityGroup"));

        world.stories.undo(step, Ownership.CHANGED, true);
        assertThat(world.resource(step).path("properties")).isEqualTo(before);
    }

    @Test
    void aNeighboursRuleSurvivesChangeAndUndo() {
        world.stories.apply(world.step(SUBNET));
        Step step = world.step(STORAGE);
        allow(step, "198.51.100.1");
        world.stories.apply(step);
        allow(step, "198.51.100.2");

        Undone undone = world.stories.undo(step, Ownership.CHANGED, true);

        assertThat(undone.result()).isEqualTo(Result.TAKEN_BACK);
        JsonNode rules = world.resource(step).at("/properties/networkAcls");
        assertThat(rules.path("ipRules").findValuesAsText("value")).containsExactly("198.51.100.1", "198.51.100.2");
        assertThat(rules.path("virtualNetworkRules")).isEmpty();
        assertThat(rules.path("defaultAction").asText()).isEqualTo("Allow");
    }

    @Test
    void whatSomebodyChangedSinceIsLeftAndNamed() {
        Step subnet = world.step(SUBNET);
        world.stories.apply(subnet);
        Step step = world.step(STORAGE);
        world.stories.apply(step);
        edit(step, acls -> acls.put("bypass", "Logging"));

        Undone undone = world.stories.undo(step, Ownership.CHANGED, true);

        assertThat(undone.result()).isEqualTo(Result.LEFT);
        assertThat(undone.explanation()).contains("changed by somebody else", "/properties/networkAcls/bypass");
        JsonNode rules = world.resource(step).at("/properties/networkAcls");
        assertThat(rules.path("bypass").asText()).isEqualTo("Logging");
        assertThat(rules.path("defaultAction").asText()).isEqualTo("Allow");
    }

    @Test
    void aWorldThatIsNotAsPlannedIsPlannedAgain() throws Exception {
        Step subnet = world.step(SUBNET);
        world.stories.apply(subnet);
        Step step = world.step(STORAGE);
        edit(step, acls -> acls.put("bypass", "Logging"));

        assertThat(Stories.failure(() -> world.stories.apply(step)).failureClass())
                .isEqualTo(FailureClass.WORLD_CHANGED);
        assertThat(world.effects(step, Effect.CHANGED))
                .as("only the other's change")
                .isOne();
    }

    @Test
    void whatIsUndoneByOthersShowsAsADifference() {
        Step step = world.step(SUBNET);
        world.stories.apply(step);
        JsonNode theirs = world.resource(step);
        ((ObjectNode) theirs.path("properties")).putArray("serviceEndpoints");
        somebodyPuts(step, theirs);

        List<Difference> differences = world.stories.verify(List.of(step));

        // One for storage and one for the vault.
        assertThat(differences).hasSize(2).allSatisfy(difference -> {
            assertThat(difference.stepId()).isEqualTo(SUBNET);
            assertThat(difference.field()).startsWith("/properties/serviceEndpoints");
            assertThat(difference.found()).isEqualTo("absent");
        });
    }

    private void allow(Step step, String address) {
        edit(
                step,
                acls -> ((ArrayNode) acls.path("ipRules"))
                        .addObject()
                        .put("value", address)
                        .put("action", "Allow"));
    }

    private void edit(Step step, Consumer<ObjectNode> edit) {
        ObjectNode acls = world.resource(step).at("/properties/networkAcls").deepCopy();
        edit.accept(acls);
        ObjectNode body = acls.objectNode();
        body.putObject("properties").set("networkAcls", acls);
        assertThat(world.somebodyElse
                        .send(ArmWrite.patch(step.resource(), body, Guard.NONE))
                        .status())
                .isEqualTo(200);
    }

    private void somebodyCreates(Step step, boolean different) {
        ObjectNode body = step.deltas().get(0).after().deepCopy();
        body.putObject("tags").put("owner", "somebody else");
        if (different) {
            String size = step.id().equals(COMPUTE) ? "/properties/properties" : "/properties/agentPoolProfiles/0";
            ((ObjectNode) body.at(size)).put("vmSize", "Standard_D4_v2");
        }
        somebodyPuts(step, body);
    }

    private void somebodyPuts(Step step, JsonNode body) {
        assertThat(world.somebodyElse
                        .send(ArmWrite.put(step.resource(), body, Guard.NONE))
                        .isSuccess())
                .isTrue();
        world.azure.clock().advance(Duration.ofHours(1));
    }
}
