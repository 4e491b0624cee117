package dev.palisade.activities;

import static dev.palisade.activities.SimulatedAzure.CLUSTER;
import static dev.palisade.activities.SimulatedAzure.COMPUTE;
import static dev.palisade.activities.SimulatedAzure.STORAGE;
import static dev.palisade.activities.SimulatedAzure.SUBNET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.Undone.Result;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Azure does to us; each test shows that it did. */
class StepFaultsTest {
    private final SimulatedAzure world = new SimulatedAzure();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({SUBNET + ",CHANGED", STORAGE + ",CHANGED", COMPUTE + ",CREATED", CLUSTER + ",CREATED"})
    void aLostResponseMakesNoSecondEffect(String id, Effect effect) {
        if (id.equals(STORAGE)) {
            world.stories.apply(world.step(SUBNET));
        }
        Step step = world.step(id);
        fault(FaultKind.LOSE_RESPONSE, step, 1);

        assertThat(world.stories.apply(step).ownership().name()).isEqualTo(effect.name());

        fired(FaultKind.LOSE_RESPONSE, 1);
        assertThat(world.effects(step, effect)).isOne();
        assertThat(world.stories.verify(List.of(step))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({COMPUTE, CLUSTER})
    void aLostResponseAndThenAStaleReadMakeNoSecondEffect(String id) {
        Step step = world.step(id);
        fault(FaultKind.LOSE_RESPONSE, step, 1);
        fault(FaultKind.STALE_READ, step, 2);

        assertThat(world.stories.apply(step).ownership()).isEqualTo(Ownership.CREATED);

        fired(FaultKind.LOSE_RESPONSE, 1);
        fired(FaultKind.STALE_READ, 2);
        assertThat(world.effects(step, Effect.CREATED)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {SUBNET, COMPUTE, CLUSTER})
    void aStaleReadAfterSuccessIsWaitedOut(String id) {
        Step step = world.step(id);
        var begun = world.stories.begin(step);
        fault(FaultKind.STALE_READ, step, 2);

        world.stories.await(step, begun.operation());

        fired(FaultKind.STALE_READ, 2);
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLE, GET", "THROTTLE, PUT", "THROTTLE, POLL",
        "SERVER_ERROR, GET", "SERVER_ERROR, PUT", "SERVER_ERROR, POLL",
        "CONFLICT_IN_PROGRESS, PUT"
    })
    void whatPassesIsWaitedFor(FaultKind kind, String method) {
        Step step = world.step(COMPUTE);
        world.azure.faults().add(Fault.of(kind, step.resource().toString(), 2).onMethod(method));

        assertThat(world.stories.apply(step).ownership()).isEqualTo(Ownership.CREATED);

        fired(kind, 2);
        assertThat(world.effects(step, Effect.CREATED)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {COMPUTE, CLUSTER})
    void whatFailsLateIsNotWaitedForAndIsTakenBack(String id) throws Exception {
        Step step = world.step(id);
        fault(FaultKind.LATE_FAILURE, step, 1);

        AzureFailure failure = Stories.failure(() -> world.stories.apply(step));

        fired(FaultKind.LATE_FAILURE, 1);
        assertThat(failure.doing())
                .startsWith("creating ")
                .endsWith(step.resource().name());
        assertThat(failure.code()).isNotBlank();
        assertThat(failure.message()).isNotBlank();
        assertThat(world.stories.undo(step, Ownership.CREATED, true).result()).isEqualTo(Result.TAKEN_BACK);
        assertThat(world.exists(step)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "409, ScopeLocked, NEEDS_A_PERSON, ADMINISTRATOR",
        "403, RequestDisallowedByPolicy, NEEDS_A_PERSON, ADMINISTRATOR",
        "400, InvalidParameter, YOURS, YOURS"
    })
    void aRefusalIsToldWithAzuresWordsAndIds(int status, String code, FailureClass failureClass, WhoseMove whoseMove)
            throws Exception {
        Step step = world.step(COMPUTE);
        world.azure.faults().add(Fault.refuse(step.resource().toString(), 1, status, code, "Azure says why."));

        AzureFailure failure = Stories.failure(() -> world.stories.apply(step));

        fired(FaultKind.REFUSE, 1);
        assertThat(failure.failureClass()).isEqualTo(failureClass);
        assertThat(failure.whoseMove()).isEqualTo(whoseMove);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).isEqualTo("Azure says why.");
        assertThat(failure.requestId()).isNotBlank();
        assertThat(failure.correlationId()).isNotBlank();
        assertThat(world.exists(step)).isFalse();
    }

    @Test
    void aBeginThatAzurePlainlyRefusesSaysThatNothingWasWritten() {
        Step step = world.step(CLUSTER);
        world.azure.faults().add(Fault.refuse(step.resource().toString(), 1, 409, "ScopeLocked", "It is locked."));

        assertThat(Stories.nothingWritten(() -> world.stories.apply(step))).isTrue();

        fired(FaultKind.REFUSE, 1);
        assertThat(world.exists(step)).isFalse();
    }

    @Test
    void aBeginWhoseServerBrokeDownBeforeTheRefusalClaimsNothing() {
        Step step = world.step(CLUSTER);
        world.azure
                .faults()
                .add(Fault.of(FaultKind.SERVER_ERROR, step.resource().toString(), 1)
                        .onMethod("PUT"));
        world.azure.faults().add(Fault.refuse(step.resource().toString(), 1, 403, "RequestDisallowedByPolicy", "No."));

        assertThat(Stories.nothingWritten(() -> world.stories.apply(step))).isFalse();

        fired(FaultKind.SERVER_ERROR, 1);
        fired(FaultKind.REFUSE, 1);
    }

    @Test
    void aLateFailureHasActed() {
        Step step = world.step(COMPUTE);
        fault(FaultKind.LATE_FAILURE, step, 1);

        assertThat(Stories.nothingWritten(() -> world.stories.apply(step))).isFalse();

        fired(FaultKind.LATE_FAILURE, 1);
    }

    @Test
    void anUndoWithoutAnAnswerWatchesBeforeItBelievesThatNothingHappened() {
        Step step = world.step(CLUSTER);

        var undone = world.stories.undo(step, Ownership.UNKNOWN, false);

        assertThat(undone.result()).isEqualTo(Result.NEVER_HAPPENED);
        assertThat(reads(step)).isGreaterThanOrEqualTo(3);
    }

    @Test
    void anUndoDoesNotBelieveAStaleReadThatTheCreationNeverHappened() {
        Step step = world.step(COMPUTE);
        world.stories.apply(step);
        fault(FaultKind.STALE_READ, step, 1);

        assertThat(world.stories.undo(step, Ownership.CREATED, true).result()).isEqualTo(Result.TAKEN_BACK);

        fired(FaultKind.STALE_READ, 1);
        assertThat(world.exists(step)).isFalse();
        assertThat(world.effects(step, Effect.DELETED)).isOne();
    }

    @Test
    void anUndoWhoseResponseIsLostEndsAllTheSame() {
        Step step = world.step(CLUSTER);
        world.stories.apply(step);
        world.azure
                .faults()
                .add(Fault.of(FaultKind.LOSE_RESPONSE, step.resource().toString(), 1)
                        .onMethod("DELETE"));

        assertThat(world.stories.undo(step, Ownership.CREATED, true).result()).isEqualTo(Result.TAKEN_BACK);

        fired(FaultKind.LOSE_RESPONSE, 1);
        assertThat(world.exists(step)).isFalse();
    }

    @Test
    void anUndoThatAzureRefusesSaysWhatRemains() throws Exception {
        Step step = world.step(CLUSTER);
        world.stories.apply(step);
        world.azure
                .faults()
                .add(Fault.refuse(step.resource().toString(), 1, 409, "ScopeLocked", "It is locked.")
                        .onMethod("DELETE"));

        AzureFailure failure = Stories.failure(() -> world.stories.undo(step, Ownership.CREATED, true));

        fired(FaultKind.REFUSE, 1);
        assertThat(failure.failureClass()).isEqualTo(FailureClass.NEEDS_A_PERSON);
        assertThat(failure.doing()).isEqualTo("deleting managed cluster myaks");
        assertThat(world.exists(step)).isTrue();
    }

    private long reads(Step step) {
        return world.azure.audit().stream()
                .filter(entry -> entry.method().equals("GET"))
                .filter(entry -> step.resource().key().equalsIgnoreCase(String.valueOf(entry.resource())))
                .count();
    }

    private void fault(FaultKind kind, Step step, int count) {
        world.azure.faults().add(kind, step.resource().toString(), count);
    }

    private void fired(FaultKind kind, int times) {
        assertThat(world.azure.faults().fired(kind)).as(kind + " fired").isEqualTo(times);
    }
}
