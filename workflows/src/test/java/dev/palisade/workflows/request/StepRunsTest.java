package dev.palisade.workflows.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.Begun;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.undo.Undoable;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Over several plans of one request, all that was written can be taken back, and nothing else. */
class StepRunsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final StepRuns runs = new StepRuns("r1");

    @Test
    void aSecondPlanForTheRestOfAStepKeepsWhatTheFirstHasWritten() {
        StepRun first = runs.planned(List.of(subnet("endpoint"))).get(0);
        first.beginning(NOW);
        first.ended(StepState.FAILED, NOW);
        StepRun second = runs.planned(List.of(subnet("group"))).get(0);

        assertThat(names(runs.intentions().get(0))).containsExactlyInAnyOrder("endpoint", "group");
        assertThat(names(runs.undoables().get(0).entry()))
                .as("the second has not begun")
                .containsExactly("endpoint");
        second.beginning(NOW);
        second.begun(new Begun(Ownership.CHANGED, null), NOW);
        second.ended(StepState.DONE, NOW);
        assertThat(runs.standing()).singleElement().satisfies(entry -> {
            assertThat(names(entry)).containsExactlyInAnyOrder("endpoint", "group");
            assertThat(entry.ownership()).isEqualTo(Ownership.CHANGED);
        });
    }

    @Test
    void whatWasRefusedBeforeAnyWriteLeavesNothingBehind() {
        StepRun first = runs.planned(List.of(subnet("endpoint"))).get(0);
        first.beginning(NOW);
        first.nothingWritten();
        first.ended(StepState.FAILED, NOW);

        assertThat(runs.undoables()).isEmpty();
        assertThat(runs.standing()).isEmpty();
        assertThat(runs.untouched()).isTrue();
    }

    @Test
    void aPlanThatAPersonDeniedDoesNotHideWhatWasDone() {
        StepRun first = runs.planned(List.of(subnet("endpoint"))).get(0);
        first.beginning(NOW);
        first.begun(new Begun(Ownership.CHANGED, null), NOW);
        first.ended(StepState.DONE, NOW);
        runs.replanned(List.of(subnet("group"), Plans.slow("cluster")));
        runs.planned(List.of(Plans.slow("cluster")));

        assertThat(runs.steps()).extracting(Step::id).containsExactly("subnet", "cluster");
        assertThat(runs.get("subnet").state()).isEqualTo(StepState.DONE);
        assertThat(runs.standing())
                .singleElement()
                .satisfies(entry -> assertThat(names(entry)).containsExactly("endpoint"));
    }

    @Test
    void whatStandsOnSomethingThroughAStepThatIsNotOursStandsOnItStill() {
        List<StepRun> planned = runs.planned(
                List.of(Plans.quick("subnet"), Plans.quick("cluster", "subnet"), Plans.quick("door", "cluster")));
        done(planned.get(0), Ownership.CHANGED);
        done(planned.get(1), Ownership.ADOPTED);
        done(planned.get(2), Ownership.CHANGED);

        assertThat(runs.undoables())
                .extracting(Undoable::standsOn)
                .last()
                .satisfies(beneath -> assertThat(beneath).containsExactly("subnet"));
    }

    @Test
    void whatAnEarlierPlanHasTakenBackStaysSettledWhenALaterOneTakesBackTheRest() {
        done(
                runs.planned(List.of(Plans.takingBack(subnet("endpoint"), "r0|subnet")))
                        .get(0),
                Ownership.CHANGED);
        StepRun rest = runs.planned(List.of(Plans.takingBack(subnet("group"), "q0|subnet")))
                .get(0);

        assertThat(runs.settled()).as("the rest has not begun").containsExactly("r0|subnet");
        done(rest, Ownership.CHANGED);
        assertThat(runs.settled()).containsExactly("r0|subnet", "q0|subnet");
    }

    @Test
    void whatIsTakenAwayAndMadeAnewIsNotExpectedToBeGone() {
        Step made = Plans.slow("compute", "delete/compute");
        Step gone = Plans.onTheSame(Plans.deletion("compute"), made);
        List<StepRun> planned = runs.planned(List.of(gone, made, Plans.deletion("other")));
        planned.forEach(run -> done(run, Ownership.CHANGED));

        assertThat(runs.visible()).extracting(Step::id).containsExactly("compute", "delete/other");
    }

    private static void done(StepRun run, Ownership ownership) {
        run.beginning(NOW);
        run.begun(new Begun(ownership, null), NOW);
        run.ended(StepState.DONE, NOW);
    }

    private static Step subnet(String element) {
        Delta delta = Delta.element(
                "/list", "name", null, JsonNodeFactory.instance.objectNode().put("name", element));
        return Plans.quick("subnet").with(List.of(delta));
    }

    private static List<String> names(LedgerEntry entry) {
        return entry.step().deltas().stream()
                .map(delta -> String.valueOf(delta.after()).replaceAll(".*\"name\":\"(\\w+)\".*", "$1"))
                .toList();
    }
}
