package dev.palisade.activities;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.activities.arm.OperationSealer;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Taking back what is still being made, or what Azure at first refuses to take back. */
class UndoInFlightTest {
    private static final String PROVIDERS = "/subscriptions/s/resourceGroups/g/providers/";
    private static final String ACCOUNT = PROVIDERS + "Microsoft.Storage/storageAccounts/a";

    private final SimulatedAzure world = new SimulatedAzure();
    private final HandMade steps = new HandMade(world);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aClusterInTheMakingIsAbortedAndDeletedAndTheUndoSaysSo() {
        Step step = steps.cluster();
        stuck(step);
        world.stories.begin(step);

        Undone undone = world.stories.undo(step, Ownership.CREATED, true);

        fired(FaultKind.STUCK);
        assertThat(undone.result()).isEqualTo(Result.TAKEN_BACK);
        assertThat(undone.explanation()).isEqualTo("aborted while Creating, then deleted");
        assertThat(aborts()).isOne();
        assertThat(world.exists(step)).isFalse();
    }

    @Test
    void anAbortThatBreaksDownIsAskedForAgain() {
        Step step = steps.cluster();
        stuck(step);
        world.stories.begin(step);
        world.azure
                .faults()
                .add(Fault.of(FaultKind.SERVER_ERROR, step.resource().toString(), 1)
                        .onMethod("POST"));

        Undone undone = world.stories.undo(step, Ownership.CREATED, true);

        fired(FaultKind.SERVER_ERROR);
        assertThat(undone.explanation()).isEqualTo("aborted while Creating, then deleted");
        assertThat(aborts()).isEqualTo(2);
    }

    @Test
    void anAbortThatAzureRefusesIsWaitedOut() {
        Step step = steps.cluster();
        world.stories.begin(step);
        world.azure
                .faults()
                .add(Fault.refuse(step.resource().toString(), 1, 409, "OperationNotAllowed", "Too late.")
                        .onMethod("POST"));

        Undone undone = world.stories.undo(step, Ownership.CREATED, true);

        fired(FaultKind.REFUSE);
        assertThat(undone.result()).isEqualTo(Result.TAKEN_BACK);
        assertThat(undone.explanation()).isEqualTo("waited for its end while Creating, then deleted");
        assertThat(aborts()).isOne();
        assertThat(world.exists(step)).isFalse();
    }

    @Test
    void aComputeInTheMakingIsWaitedOutAndDeleted() {
        Step step = steps.compute();
        world.stories.begin(step);

        Undone undone = world.stories.undo(step, Ownership.CREATED, true);

        assertThat(undone.result()).isEqualTo(Result.TAKEN_BACK);
        assertThat(undone.explanation()).isEqualTo("waited for its end while Creating, then deleted");
        assertThat(world.exists(step)).isFalse();
    }

    @Test
    void whatFailedLateIsDeletedAndTheUndoSaysWhatItWas() throws Exception {
        Step step = steps.compute();
        world.azure.faults().add(FaultKind.LATE_FAILURE, step.resource().toString(), 1);
        assertThat(Stories.failure(() -> world.stories.apply(step))).isNotNull();

        assertThat(world.stories.undo(step, Ownership.CREATED, true).explanation())
                .isEqualTo("deleted; it was Failed");
    }

    /** The write that was refused did not change it back, whatever a read says that is older than the change itself. */
    @Test
    void aRefusedInverseAndThenAStaleReadIsNotTakenForChangedBack() {
        String closed = door("Deny", "Succeeded");
        String open = door("Allow", "Succeeded");
        try (ScriptedArm azure = new ScriptedArm();
                Stories stories = stories(azure)) {
            azure.on(ACCOUNT, 200, Map.of(), closed)
                    .on(ACCOUNT, 409, soon(), "{\"error\":{\"code\":\"Conflict\",\"message\":\"Busy.\"}}")
                    .on(ACCOUNT, 200, Map.of(), open)
                    .on(ACCOUNT, 200, Map.of(), closed)
                    .on(ACCOUNT, 200, soon(), open)
                    .on(ACCOUNT, 200, Map.of(), open);

            Undone undone = stories.undo(closing(ACCOUNT), Ownership.CHANGED, true);

            assertThat(undone.result()).isEqualTo(Result.TAKEN_BACK);
            assertThat(undone.explanation()).isEqualTo("changed back");
            assertThat(Collections.frequency(azure.asked(), ACCOUNT))
                    .as("read, refused, stale, read, written, read")
                    .isEqualTo(6);
        }
    }

    /** Azure shows the values of before as soon as it has taken the inverse. */
    @Test
    void aChangeIsNotBackBeforeAzureHasEndedItsWork() {
        try (ScriptedArm azure = new ScriptedArm();
                Stories stories = stories(azure)) {
            azure.on(ACCOUNT, 200, Map.of(), door("Deny", "Succeeded"))
                    .on(ACCOUNT, 200, soon(), door("Allow", "ResolvingDNS"))
                    .on(ACCOUNT, 200, Map.of(), door("Allow", "ResolvingDNS"))
                    .on(ACCOUNT, 200, Map.of(), door("Allow", "Succeeded"));

            Undone undone = stories.undo(closing(ACCOUNT), Ownership.CHANGED, true);

            assertThat(undone.explanation()).isEqualTo("changed back");
            assertThat(Collections.frequency(azure.asked(), ACCOUNT))
                    .as("read, written, at work, done")
                    .isEqualTo(4);
        }
    }

    @Test
    void anInverseThatFailsLateIsNotTakenForChangedBack() throws Exception {
        try (ScriptedArm azure = new ScriptedArm();
                Stories stories = stories(azure)) {
            azure.on(ACCOUNT, 200, Map.of(), door("Deny", "Succeeded"))
                    .on(ACCOUNT, 200, soon(), door("Allow", "ResolvingDNS"))
                    .on(ACCOUNT, 200, Map.of(), door("Allow", "Failed"));

            AzureFailure failure = Stories.failure(() -> stories.undo(closing(ACCOUNT), Ownership.CHANGED, true));

            assertThat(failure.failureClass()).isEqualTo(FailureClass.NEEDS_A_PERSON);
        }
    }

    private static Stories stories(ScriptedArm azure) {
        String workspace = (PROVIDERS + "Microsoft.MachineLearningServices/workspaces/ws").toLowerCase(Locale.ROOT);
        return new Stories(workspace, azure.url(), new OperationSealer(new byte[OperationSealer.KEY_BYTES]));
    }

    private static String door(String action, String state) {
        return "{\"properties\":{\"provisioningState\":\"" + state + "\",\"networkAcls\":{\"defaultAction\":\"" + action
                + "\"}}}";
    }

    private static Map<String, String> soon() {
        return Map.of("x-ms-retry-after-ms", "10");
    }

    private static Step closing(String account) {
        JsonNode open = HandMade.json("\"Allow\"");
        JsonNode closed = HandMade.json("\"Deny\"");
        return new Step(
                "storage/a",
                ResourceKind.STORAGE_ACCOUNT,
                Step.Action.UPDATE,
                ResourceId.of(account),
                "Close it",
                List.of(Delta.field("/properties/networkAcls/defaultAction", open, closed)),
                List.of(),
                Step.Undo.REVERT_DELTAS,
                Step.Effect.TIGHTEN,
                Duration.ofSeconds(30),
                "",
                List.of());
    }

    private long aborts() {
        return world.azure.audit().stream()
                .filter(entry -> entry.method().equals("POST"))
                .count();
    }

    private void stuck(Step step) {
        world.azure.faults().add(FaultKind.STUCK, step.resource().toString(), 1);
    }

    private void fired(FaultKind kind) {
        assertThat(world.azure.faults().fired(kind)).as(kind + " fired").isOne();
    }
}
