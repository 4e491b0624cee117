package dev.palisade.activities;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.OwnershipMark;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an earlier request of the environment left in a bad state is written again, not met with a shrug. */
class RepairTest {
    private static final String COMPUTE = "compute";
    private static final String CLUSTER = "cluster";

    private final SimulatedAzure world = new SimulatedAzure();
    private final HandMade steps = new HandMade(world);

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {COMPUTE, CLUSTER, HandMade.SEED_ATTACHMENT})
    void whatFailedIsWrittenAgainAndIsThisRequestsToTakeBack(String id) {
        Step step = creation(id);
        failed(step, new OwnershipMark(world.environment, "r-0"));

        assertThat(world.stories.apply(step).ownership()).isEqualTo(Ownership.CREATED);

        assertThat(state(step)).isEqualTo("Succeeded");
        assertThat(world.resource(step).at("/tags/palisade-request").asText()).isEqualTo(Stories.REQUEST);
        assertThat(world.stories.verify(List.of(step))).isEmpty();
        assertThat(world.stories.undo(step, Ownership.CREATED, true).result()).isEqualTo(Result.TAKEN_BACK);
        assertThat(world.exists(step)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsOursAndNotAsAskedIsMadeAsAskedEvenIfTheFirstWriteBreaksDown(boolean breaksDown) {
        Step step = steps.compute();
        ObjectNode other = step.deltas().get(0).after().deepCopy();
        ((ObjectNode) other.at("/properties/properties/scaleSettings")).put("maxNodeCount", 2);
        steps.put(step, new OwnershipMark(world.environment, "r-0").on(other));
        world.azure.clock().advance(Duration.ofHours(1));
        if (breaksDown) {
            strikeWrites(FaultKind.SERVER_ERROR, step);
        }

        assertThat(world.stories.apply(step).ownership()).isEqualTo(Ownership.CREATED);

        assertThat(world.azure.faults().fired(FaultKind.SERVER_ERROR)).isEqualTo(breaksDown ? 1 : 0);
        assertThat(world.resource(step)
                        .at("/properties/properties/scaleSettings/maxNodeCount")
                        .asInt())
                .isEqualTo(4);
    }

    /** It was as asked before this request came, so it stays that of the request that made it. */
    @Test
    void whatAnEarlierRequestMadeAsAskedIsUsed() {
        Step step = steps.compute();
        steps.made(step, new OwnershipMark(world.environment, "r-0"));

        assertThat(world.stories.apply(step).ownership()).isEqualTo(Ownership.ADOPTED);

        assertThat(world.resource(step).at("/tags/palisade-request").asText()).isEqualTo("r-0");
        assertThat(world.effects(step, Effect.CHANGED)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {COMPUTE, CLUSTER})
    void aForeignResourceThatFailedIsNotTouched(String id) throws Exception {
        Step step = creation(id);
        failed(step, new OwnershipMark(world.environment + "-2", "r-0"));
        JsonNode theirs = world.resource(step);

        assertThat(Stories.failure(() -> world.stories.apply(step))).isNotNull();

        assertThat(world.resource(step)).isEqualTo(theirs);
    }

    @Test
    void anExtensionThatFailedIsWrittenAgainIfThePlanSawItAndTakesItOver() throws Exception {
        steps.standing(steps.cluster());
        Step step = steps.extension();
        ObjectNode broken = step.deltas().get(0).after().deepCopy();
        ((ObjectNode) broken.at("/properties/configurationSettings")).put("enableInference", "False");
        steps.put(step, broken);
        world.azure.clock().advance(Duration.ofHours(1));
        assertThat(state(step)).isEqualTo("Failed");

        assertThat(Stories.failure(() -> world.stories.apply(step)).failureClass())
                .isEqualTo(FailureClass.WORLD_CHANGED);
        assertThat(world.stories.apply(takingOver(step)).ownership()).isEqualTo(Ownership.CREATED);

        assertThat(state(step)).isEqualTo("Succeeded");
    }

    /** The plan changes nothing: what stands there stays, and only the failed write is made good. */
    @Test
    void aSubnetThatFailedIsWrittenAgainAsItIs() throws Exception {
        Step step = HandMade.serviceEndpoint();
        Step asItIs = failedAndWrittenAgain(step);

        assertThat(world.stories.apply(asItIs).ownership()).isEqualTo(Ownership.CHANGED);

        assertThat(state(step)).isEqualTo("Succeeded");
        assertThat(world.stories.verify(List.of(step))).isEmpty();
        Undone undone = world.stories.undo(asItIs, Ownership.CHANGED, true);
        assertThat(undone.result()).isEqualTo(Result.NEVER_HAPPENED);
        assertThat(undone.explanation()).isEqualTo("was only written again as it was");
        assertThat(world.stories.verify(List.of(step))).isEmpty();
    }

    /** As the entries of two attempts at one request become one: the first gave it an endpoint, the second only wrote again what was there. */
    @Test
    void ofWhatWasPartlyChangedAndPartlyWrittenAgainOnlyTheChangeIsTakenBack() throws Exception {
        Step earlier = HandMade.serviceEndpoint();
        Delta theirs = Delta.element(
                "/properties/serviceEndpoints", "service", null, HandMade.json("{\"service\":\"Microsoft.Storage\"}"));
        world.stories.apply(earlier.with(List.of(theirs)));
        failedAndWrittenAgain(earlier);
        Delta added = earlier.deltas().get(0);
        Step later = earlier.with(List.of(added.again(), theirs.again()));
        world.stories.apply(later);

        Undone undone = world.stories.undo(later.upon(earlier), Ownership.CHANGED, true);

        assertThat(undone.result()).isEqualTo(Result.TAKEN_BACK);
        assertThat(undone.explanation()).isEqualTo("changed back");
        assertThat(world.stories.verify(List.of(earlier.with(List.of(added.inverse(), theirs.again())))))
                .isEmpty();
    }

    /** Whether such a write had an effect cannot be seen: the subnet is as wanted, and failed, as before. */
    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "LOSE_REQUEST", "LOSE_RESPONSE"})
    void aSubnetIsWrittenAgainUntilAzureAnswers(FaultKind noAnswer) throws Exception {
        Step step = HandMade.serviceEndpoint();
        Step asItIs = failedAndWrittenAgain(step);
        strikeWrites(noAnswer, step);

        assertThat(world.stories.apply(asItIs).ownership()).isEqualTo(Ownership.CHANGED);

        assertThat(world.azure.faults().fired(noAnswer)).isOne();
        assertThat(state(step)).isEqualTo("Succeeded");
        assertThat(world.stories.verify(List.of(step))).isEmpty();
    }

    @Test
    void aSubnetThatFailsOnceMoreIsToldAsFailed() throws Exception {
        Step step = HandMade.serviceEndpoint();
        Step asItIs = failedAndWrittenAgain(step);
        world.azure.faults().add(FaultKind.LATE_FAILURE, step.resource().toString(), 1);

        assertThat(Stories.failure(() -> world.stories.apply(asItIs)).doing()).startsWith("changing subnet");

        assertThat(world.azure.faults().fired(FaultKind.LATE_FAILURE)).isEqualTo(2);
        assertThat(state(step)).isEqualTo("Failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {COMPUTE, CLUSTER, HandMade.SEED_ATTACHMENT})
    void whatFailedIsWrittenAgainUntilAzureAnswers(String id) {
        Step step = creation(id);
        failed(step, new OwnershipMark(world.environment, Stories.REQUEST));
        strikeWrites(FaultKind.SERVER_ERROR, step);

        assertThat(world.stories.apply(step).ownership()).isEqualTo(Ownership.CREATED);

        assertThat(world.azure.faults().fired(FaultKind.SERVER_ERROR)).isOne();
        assertThat(state(step)).isEqualTo("Succeeded");
    }

    /** A creation that is failing right now is told as a failure: writing again and again would hide it. */
    @Test
    void whatThisVeryBeginHasWrittenIsNotRepairedByIt() throws Exception {
        Step step = steps.compute();
        world.azure.faults().add(FaultKind.LATE_FAILURE, step.resource().toString(), 1);

        assertThat(Stories.failure(() -> world.stories.apply(step))).isNotNull();

        assertThat(world.azure.faults().fired(FaultKind.LATE_FAILURE)).isOne();
        assertThat(world.effects(step, Effect.CREATED)).isOne();
        assertThat(world.effects(step, Effect.CHANGED)).isZero();
    }

    private static Step takingOver(Step step) {
        return new Step(
                step.id(),
                step.kind(),
                step.action(),
                step.resource(),
                step.title(),
                List.of(new Delta(
                        "",
                        null,
                        HandMade.json("{\"properties\":{\"extensionType\":\"Microsoft.AzureML.Kubernetes\"}}"),
                        step.deltas().get(0).after())),
                step.dependsOn(),
                step.undo(),
                step.effect(),
                step.typical(),
                step.impact(),
                List.of());
    }

    private Step creation(String id) {
        return switch (id) {
            case COMPUTE -> steps.compute();
            case CLUSTER -> steps.cluster();
            default -> steps.step(id);
        };
    }

    private void failed(Step step, OwnershipMark mark) {
        world.azure.faults().add(FaultKind.LATE_FAILURE, step.resource().toString(), 1);
        steps.made(step, mark);
        assertThat(world.azure.faults().fired(FaultKind.LATE_FAILURE)).isOne();
        assertThat(state(step)).isEqualTo("Failed");
    }

    /** Fails the step late, and makes of it the one that a plan then has. */
    private Step failedAndWrittenAgain(Step step) throws Exception {
        world.azure.faults().add(FaultKind.LATE_FAILURE, step.resource().toString(), 1);
        assertThat(Stories.failure(() -> world.stories.apply(step))).isNotNull();
        assertThat(state(step)).isEqualTo("Failed");
        return step.with(step.deltas().stream().map(Delta::again).toList());
    }

    private void strikeWrites(FaultKind kind, Step step) {
        world.azure.faults().add(Fault.of(kind, step.resource().toString(), 1).onMethod("PUT"));
    }

    private String state(Step step) {
        return world.resource(step).at("/properties/provisioningState").asText();
    }
}
