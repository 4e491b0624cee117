package dev.palisade.activities;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.Begun;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of the whole job besides those of the first line: to the world and back, and what Azure does to it on the way. */
class WholeJobTest {
    private final SimulatedAzure world = new SimulatedAzure();
    private final HandMade steps = new HandMade(world);

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {HandMade.NSG, HandMade.VAULT, HandMade.SCALED_COMPUTE, HandMade.SCALED_CLUSTER})
    void whatIsChangedIsReadBackAndIsAsBeforeAfterTheUndo(String id) {
        Step step = steps.step(id);
        JsonNode before = touched(step);

        assertThat(world.stories.apply(step).ownership()).isEqualTo(Ownership.CHANGED);
        assertThat(world.stories.verify(List.of(step))).isEmpty();
        assertThat(touched(step)).isNotEqualTo(before);

        assertThat(world.stories.undo(step, Ownership.CHANGED, true).result()).isEqualTo(Result.TAKEN_BACK);
        assertThat(touched(step)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {HandMade.EXTENSION, HandMade.SEED_ATTACHMENT, HandMade.KUBERNETES_ATTACHMENT})
    void whatIsCreatedIsReadBackAndIsGoneAfterTheUndo(String id) {
        Step step = steps.step(id);

        assertThat(world.stories.apply(step).ownership()).isEqualTo(Ownership.CREATED);
        assertThat(world.stories.verify(List.of(step))).isEmpty();

        Undone undone = world.stories.undo(step, Ownership.CREATED, true);
        assertThat(undone.result()).isEqualTo(Result.TAKEN_BACK);
        assertThat(undone.explanation()).isEqualTo(id.equals(HandMade.EXTENSION) ? "deleted" : "detached");
        assertThat(world.exists(step)).isFalse();
        assertThat(world.exists(steps.cluster())).as("the cluster itself").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HandMade.NSG,
                HandMade.VAULT,
                HandMade.SCALED_COMPUTE,
                HandMade.SCALED_CLUSTER,
                HandMade.EXTENSION,
                HandMade.SEED_ATTACHMENT,
                HandMade.KUBERNETES_ATTACHMENT
            })
    void aLostResponseMakesNoSecondEffect(String id) {
        Step step = steps.step(id);
        Effect effect = step.action() == Step.Action.CREATE ? Effect.CREATED : Effect.CHANGED;
        long earlier = world.effects(step, effect);
        fault(FaultKind.LOSE_RESPONSE, step);

        assertThat(world.stories.apply(step).ownership().name()).isEqualTo(effect.name());

        fired(FaultKind.LOSE_RESPONSE, 1);
        assertThat(world.effects(step, effect)).isEqualTo(earlier + 1);
        assertThat(world.stories.verify(List.of(step))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HandMade.NSG,
                HandMade.SCALED_COMPUTE,
                HandMade.SCALED_CLUSTER,
                HandMade.EXTENSION,
                HandMade.SEED_ATTACHMENT
            })
    void aStaleReadAfterSuccessIsWaitedOut(String id) {
        Step step = steps.step(id);
        Begun begun = world.stories.begin(step);
        world.azure.faults().add(FaultKind.STALE_READ, step.resource().toString(), 2);

        world.stories.await(step, begun.operation());

        fired(FaultKind.STALE_READ, 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HandMade.NSG,
                HandMade.VAULT,
                HandMade.SCALED_COMPUTE,
                HandMade.SCALED_CLUSTER,
                HandMade.EXTENSION,
                HandMade.KUBERNETES_ATTACHMENT
            })
    void anOperationOfSomebodyElseIsWaitedFor(String id) {
        Step step = steps.step(id);
        fault(FaultKind.CONFLICT_IN_PROGRESS, step);

        assertThat(world.stories.apply(step).ownership()).isNotEqualTo(Ownership.ADOPTED);

        fired(FaultKind.CONFLICT_IN_PROGRESS, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HandMade.NSG,
                HandMade.SCALED_CLUSTER,
                HandMade.EXTENSION,
                HandMade.SEED_ATTACHMENT,
                HandMade.KUBERNETES_ATTACHMENT
            })
    void whatFailsLateIsToldAndTakenBack(String id) throws Exception {
        Step step = steps.step(id);
        fault(FaultKind.LATE_FAILURE, step);

        AzureFailure failure = Stories.failure(() -> world.stories.apply(step));

        fired(FaultKind.LATE_FAILURE, 1);
        assertThat(failure.doing()).endsWith(step.resource().name());
        assertThat(failure.code()).isNotBlank();
        Ownership ownership = step.action() == Step.Action.CREATE ? Ownership.CREATED : Ownership.CHANGED;
        assertThat(world.stories.undo(step, ownership, true).remains()).isFalse();
        assertThat(world.exists(step)).isEqualTo(step.action() == Step.Action.UPDATE);
    }

    @Test
    void aCustomersRulesSurviveChangeAndUndoOfASecurityGroup() {
        Step step = steps.step(HandMade.NSG);
        world.stories.apply(step);
        addRule(step, "theirs-since", 150);

        assertThat(world.stories.undo(step, Ownership.CHANGED, true).result()).isEqualTo(Result.TAKEN_BACK);

        assertThat(world.resource(step).at("/properties/securityRules").findValuesAsText("name"))
                .containsExactlyInAnyOrder("allow-office-https", "deny-smtp-out", "theirs-since");
        assertThat(world.resource(step).at("/tags/owner").asText()).isEqualTo("network-team");
    }

    /** Two plans may find the same priority free. The later one is made again and takes another. */
    @Test
    void aPriorityThatWasTakenMeanwhileIsPlannedAgain() throws Exception {
        Step step = steps.step(HandMade.NSG);
        addRule(step, "faster", 110);

        AzureFailure failure = Stories.failure(() -> world.stories.apply(step));

        assertThat(failure.code()).isEqualTo("SecurityRuleConflict");
        assertThat(failure.failureClass()).isEqualTo(FailureClass.WORLD_CHANGED);
        assertThat(world.resource(step).at("/properties/securityRules").findValuesAsText("name"))
                .contains("faster")
                .doesNotContain("palisade-batch");
    }

    /** Without tags nobody can say whose it is, so nothing is done to it. */
    @Test
    void aForeignExtensionIsNeverTouched() throws Exception {
        steps.standing(steps.cluster());
        Step step = steps.extension();
        ObjectNode theirs = step.deltas().get(0).after().deepCopy();
        theirs.withObjectProperty("properties")
                .putObject("configurationSettings")
                .put("enableTraining", "True");
        steps.put(step, theirs);
        JsonNode before = world.resource(step);

        assertThat(Stories.failure(() -> world.stories.apply(step)).failureClass())
                .isEqualTo(FailureClass.WORLD_CHANGED);
        assertThat(world.stories.undo(step, Ownership.UNKNOWN, false).result()).isEqualTo(Result.LEFT);

        assertThat(world.resource(step).at("/properties/configurationSettings"))
                .isEqualTo(before.at("/properties/configurationSettings"));
        assertThat(world.effects(step, Effect.DELETED)).isZero();
    }

    @Test
    void aDetachThatIsAskedForTwiceDetachesOnce() {
        Step step = steps.step(HandMade.SEED_ATTACHMENT);
        world.stories.apply(step);
        world.azure
                .faults()
                .add(Fault.of(FaultKind.LOSE_RESPONSE, step.resource().toString(), 1)
                        .onMethod("DELETE"));

        assertThat(world.stories.undo(step, Ownership.CREATED, true).result()).isEqualTo(Result.TAKEN_BACK);

        fired(FaultKind.LOSE_RESPONSE, 1);
        assertThat(world.effects(step, Effect.DELETED)).isOne();
    }

    private void addRule(Step step, String name, int priority) {
        ObjectNode body = world.resource(step).deepCopy();
        ObjectNode rule =
                ((ArrayNode) body.at("/properties/securityRules")).addObject().put("name", name);
        rule.putObject("properties")
                .put("priority", priority)
                .put("direction", "Inbound")
                .put("access", "Allow")
                .put("protocol", "Tcp")
                .put("sourceAddressPrefix", "*")
                .put("sourcePortRange", "*")
                .put("destinationAddressPrefix", "*")
                .put("destinationPortRange", "8080");
        steps.put(step, body);
        world.azure.clock().advance(Duration.ofMinutes(10));
    }

    /** What of the resource the step touches, without what Azure keeps count of. */
    private JsonNode touched(Step step) {
        JsonNode properties = world.resource(step).path("properties");
        return switch (step.kind()) {
            case NETWORK_SECURITY_GROUP ->
                withoutEtags(properties.path("securityRules").deepCopy());
            case KEY_VAULT -> properties.path("networkAcls");
            case AML_COMPUTE -> properties.at("/properties/scaleSettings");
            case MANAGED_CLUSTER -> properties.at("/agentPoolProfiles/0/count");
            default -> throw new AssertionError(step.kind());
        };
    }

    private static JsonNode withoutEtags(JsonNode rules) {
        rules.forEach(rule -> ((ObjectNode) rule).remove("etag"));
        return rules;
    }

    private void fault(FaultKind kind, Step step) {
        world.azure.faults().add(kind, step.resource().toString(), 1);
    }

    private void fired(FaultKind kind, int times) {
        assertThat(world.azure.faults().fired(kind)).as(kind + " fired").isEqualTo(times);
    }
}
