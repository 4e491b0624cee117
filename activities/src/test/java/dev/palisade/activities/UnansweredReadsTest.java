package dev.palisade.activities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.Undone.Result;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An attempt that Azure did not answer, or that a request limit held back, has read nothing. However many there were, and however long they
 * took, one stale reading after them is still only one.
 */
class UnansweredReadsTest {
    /** So many that the settling window is over by then. */
    private static final int UNANSWERED = 12;

    private final SimulatedAzure world = new SimulatedAzure();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anUndoDoesNotTakeThemForHavingLookedForWhatWasCreated() {
        Step step = world.step(SimulatedAzure.COMPUTE);
        world.stories.apply(step);
        noAnswersAndThenAStaleOne(step);

        assertThat(world.stories.undo(step, Ownership.CREATED, true).result()).isEqualTo(Result.TAKEN_BACK);

        assertFired();
        assertThat(world.exists(step)).isFalse();
    }

    @Test
    void anUndoDoesNotTakeThemForHavingLookedForWhatWasChanged() {
        Step step = world.step(SimulatedAzure.SUBNET);
        var before = world.resource(step).path("properties");
        world.stories.apply(step);
        noAnswersAndThenAStaleOne(step);

        assertThat(world.stories.undo(step, Ownership.CHANGED, true).result()).isEqualTo(Result.TAKEN_BACK);

        assertFired();
        assertThat(world.resource(step).path("properties")).isEqualTo(before);
    }

    @Test
    void aVerificationDoesNotTakeThemForReadBack() {
        Step step = world.step(SimulatedAzure.SUBNET);
        world.stories.apply(step);
        noAnswersAndThenAStaleOne(step);

        assertThat(world.stories.verify(List.of(step))).isEmpty();

        assertFired();
    }

    @Test
    void aPlanDoesNotTakeThemForReadingsOfDrift() {
        Step step = world.step(SimulatedAzure.COMPUTE);
        world.stories.apply(step);
        LedgerEntry created = new LedgerEntry(Stories.REQUEST, step, Ownership.UNKNOWN, LedgerEntry.State.INTENDED)
                .standing(Ownership.CREATED);
        noAnswersAndThenAStaleOne(step);

        assertThat(world.stories
                        .prepare(world.document, new Ledger(List.of(created)))
                        .plan()
                        .steps())
                .extracting(Step::id)
                .isNotEmpty()
                .doesNotContain(step.id());

        assertFired();
    }

    private void noAnswersAndThenAStaleOne(Step step) {
        world.azure.faults().add(FaultKind.LOSE_REQUEST, step.resource().toString(), UNANSWERED);
        world.azure.faults().add(FaultKind.STALE_READ, step.resource().toString(), 1);
    }

    private void assertFired() {
        assertThat(world.azure.faults().fired(FaultKind.LOSE_REQUEST)).isEqualTo(UNANSWERED);
        assertThat(world.azure.faults().fired(FaultKind.STALE_READ)).isOne();
    }
}
