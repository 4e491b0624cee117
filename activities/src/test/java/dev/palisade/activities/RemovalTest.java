package dev.palisade.activities;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.activities.arm.OwnershipMark;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.Begun;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.StepActivities.Difference;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps that take whole resources away: only our own, only as the plan has seen them, and once. */
class RemovalTest {
    private static final String COMPUTE = "compute";
    private static final String CLUSTER = "cluster";
    private static final String ANYTHING = "{}";

    private final SimulatedAzure world = new SimulatedAzure();
    private final HandMade steps = new HandMade(world);

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {COMPUTE, CLUSTER, HandMade.EXTENSION, HandMade.SEED_ATTACHMENT, HandMade.KUBERNETES_ATTACHMENT})
    void whatIsOursIsTakenAwayAndReadBackAsGone(String id) {
        Step removal = standing(id);

        assertThat(world.stories.apply(removal).ownership()).isEqualTo(Ownership.CHANGED);

        assertThat(world.exists(removal)).isFalse();
        assertThat(world.stories.verify(List.of(removal))).isEmpty();
        assertThat(world.effects(removal, Effect.DELETED)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {COMPUTE, CLUSTER, HandMade.EXTENSION, HandMade.SEED_ATTACHMENT})
    void whatIsGoneAlreadyIsNotTouched(String id) {
        Step removal = steps.removal(creation(id), ANYTHING);

        Begun begun = world.stories.apply(removal);

        assertThat(begun.operation()).isNull();
        assertThat(begun.ownership()).isEqualTo(Ownership.ADOPTED);
        assertThat(world.effects(removal, Effect.DELETED)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {COMPUTE, CLUSTER, HandMade.EXTENSION, HandMade.SEED_ATTACHMENT})
    void aLostResponseDeletesOnce(String id) {
        Step removal = standing(id);
        fault(FaultKind.LOSE_RESPONSE, removal);

        assertThat(world.stories.apply(removal).ownership()).isEqualTo(Ownership.CHANGED);

        fired(FaultKind.LOSE_RESPONSE);
        assertThat(world.exists(removal)).isFalse();
        assertThat(world.effects(removal, Effect.DELETED)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {COMPUTE, CLUSTER, HandMade.EXTENSION, HandMade.SEED_ATTACHMENT})
    void anOperationOfSomebodyElseIsWaitedFor(String id) {
        Step removal = standing(id);
        fault(FaultKind.CONFLICT_IN_PROGRESS, removal);

        world.stories.apply(removal);

        fired(FaultKind.CONFLICT_IN_PROGRESS);
        assertThat(world.exists(removal)).isFalse();
    }

    @Test
    void aStaleReadThatStillShowsItIsWaitedOut() {
        Step removal = standing(COMPUTE);
        Begun begun = world.stories.begin(removal);
        world.azure.faults().add(FaultKind.STALE_READ, removal.resource().toString(), 2);

        world.stories.await(removal, begun.operation());

        assertThat(world.azure.faults().fired(FaultKind.STALE_READ)).isEqualTo(2);
        assertThat(world.exists(removal)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {COMPUTE, CLUSTER, HandMade.SEED_ATTACHMENT})
    void whatBearsAnotherEnvironmentsTagsIsNeverTouched(String id) throws Exception {
        Step creation = creation(id);
        standingUnder(id);
        steps.made(creation, new OwnershipMark(world.environment + "-2", Stories.REQUEST));
        Step removal = steps.removal(creation, ANYTHING);
        JsonNode theirs = world.resource(removal);

        assertThat(Stories.failure(() -> world.stories.apply(removal)).failureClass())
                .isEqualTo(FailureClass.WORLD_CHANGED);

        assertThat(world.resource(removal)).isEqualTo(theirs);
        assertThat(world.effects(removal, Effect.DELETED)).isZero();
    }

    @Test
    void whatIsNotAsThePlanHasSeenItIsNotTouchedAndPlannedAgain() throws Exception {
        steps.standing(steps.compute());
        Step removal =
                steps.removal(steps.compute(), "{\"properties\":{\"properties\":{\"vmSize\":\"STANDARD_NC6\"}}}");

        assertThat(Stories.failure(() -> world.stories.apply(removal)).failureClass())
                .isEqualTo(FailureClass.WORLD_CHANGED);
        assertThat(Stories.nothingWritten(() -> world.stories.apply(removal))).isTrue();

        assertThat(world.exists(removal)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        COMPUTE + ", deleting compute cluster cpucluster",
        HandMade.SEED_ATTACHMENT + ", detaching attached cluster seed"
    })
    void aRefusalIsTheAdministratorsMoveAndSaysWhatWasBeingDone(String id, String doing) throws Exception {
        Step removal = standing(id);
        world.azure.faults().add(Fault.refuse(removal.resource().toString(), 1, 409, "ScopeLocked", "It is locked."));

        AzureFailure failure = Stories.failure(() -> world.stories.apply(removal));

        fired(FaultKind.REFUSE);
        assertThat(failure.failureClass()).isEqualTo(FailureClass.NEEDS_A_PERSON);
        assertThat(failure.doing()).isEqualTo(doing);
        assertThat(world.exists(removal)).isTrue();
    }

    @Test
    void aDeletionThatFailsLateIsToldAndStillThere() throws Exception {
        Step removal = standing(CLUSTER);
        fault(FaultKind.LATE_FAILURE, removal);

        AzureFailure failure = Stories.failure(() -> world.stories.apply(removal));

        fired(FaultKind.LATE_FAILURE);
        assertThat(failure.doing()).isEqualTo("deleting managed cluster myaks");
        assertThat(world.exists(removal)).isTrue();
        List<Difference> differences = world.stories.verify(List.of(removal));
        assertThat(differences).singleElement().satisfies(difference -> {
            assertThat(difference.wanted()).isEqualTo("absent");
            assertThat(difference.found()).isEqualTo("present");
        });
    }

    private Step standing(String id) {
        standingUnder(id);
        Step creation = creation(id);
        steps.standing(creation);
        return steps.removal(creation, ANYTHING);
    }

    /** What it stands on. */
    private void standingUnder(String id) {
        if (id.equals(HandMade.EXTENSION)
                || id.equals(HandMade.SEED_ATTACHMENT)
                || id.equals(HandMade.KUBERNETES_ATTACHMENT)) {
            steps.step(id);
        }
    }

    private Step creation(String id) {
        return switch (id) {
            case COMPUTE -> steps.compute();
            case CLUSTER -> steps.cluster();
            case HandMade.EXTENSION -> steps.extension();
            default -> steps.attachment(id);
        };
    }

    private void fault(FaultKind kind, Step step) {
        world.azure.faults().add(Fault.of(kind, step.resource().toString(), 1).onMethod("DELETE"));
    }

    private void fired(FaultKind kind) {
        assertThat(world.azure.faults().fired(kind)).as(kind + " fired").isOne();
    }
}
