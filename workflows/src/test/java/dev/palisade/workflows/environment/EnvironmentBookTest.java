package dev.palisade.workflows.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.EnvironmentActivities.Intention;
import dev.palisade.workflows.contract.EnvironmentActivities.Telling;
import dev.palisade.workflows.contract.EnvironmentActivities.TurnAsked;
import dev.palisade.workflows.contract.EnvironmentActivities.TurnReleased;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.EnvironmentWorkflow.StuckAccepted;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Turn;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.fake.Plans;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EnvironmentBookTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final EnvironmentBook book = new EnvironmentBook(EnvironmentState.of("env", "churn-prod"));

    @Test
    void theTurnGoesByTimeOfAcceptanceThenOfArrival() {
        book.asked(asked("late", 2));
        book.asked(asked("early", 1));
        book.asked(asked("late too", 2));
        book.asked(asked("early", 1));

        assertThat(book.state().waiting())
                .extracting(TurnAsked::requestId)
                .containsExactly("early", "late", "late too");
    }

    @Test
    void whoHoldsTheTurnKeepsItWhoeverAsks() {
        Turn turn = give("r1");
        book.asked(asked("r0", 0));

        assertThat(book.next()).isEmpty();
        assertThat(book.asked(asked("r1", 1))).as("it did not hear of its turn").isTrue();
        assertThat(book.holds(turn)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"READY, 1, 1", "PARKED, 1, 1", "ROLLED_BACK, 0, 1", "CANCELLED, 0, 1", "STUCK, 0, 1"})
    void onlyWhatStandsBecomesDesiredButEveryActUsesItsNumberUp(RequestState end, int desired, int last) {
        give("r1");
        book.intended(intention("r1"));
        book.released(released("r1", end), NOW);

        assertThat(book.state().desired() == null ? 0 : book.state().desired().number())
                .isEqualTo(desired);
        assertThat(book.state().lastGeneration()).isEqualTo(last);
        assertThat(book.state().holder()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = RequestState.class,
            names = {"REJECTED", "CANCELLED"})
    void whatNeverActedLeavesNoGeneration(RequestState end) {
        give("r1");
        book.released(released("r1", end), NOW);

        assertThat(book.state().lastGeneration()).isZero();
        assertThat(give("r2").generation()).isEqualTo(1);
    }

    @Test
    void aTurnGivenBackForAWhileIsNoEnd() {
        give("r1");
        book.released(TurnReleased.untouched("env", "r1", 1, null), NOW);

        assertThat(book.state().holder()).isNull();
        assertThat(book.state().ended()).isEmpty();
    }

    @Test
    void theSecondCopyOfAMessageChangesNothing() {
        give("r1");
        Intention intention = intention("r1");
        book.intended(intention);
        book.intended(intention);
        TurnReleased released = released("r1", RequestState.READY, entry("r1").standing(Ownership.CREATED));
        book.released(released, NOW);
        EnvironmentState once = book.state();
        book.released(released, NOW.plusSeconds(9));
        book.intended(intention);

        assertThat(book.state()).isEqualTo(once);
        assertThat(once.ledger().entries()).extracting(LedgerEntry::state).containsExactly(State.STANDING);
    }

    @Test
    void anIntentionThatComesAfterALaterOneIsKnownForIt() {
        give("r1");
        book.intended(intention("r1", new Telling("run", 2)));

        assertThat(book.overtaken(intention("r1", new Telling("run", 1)))).isTrue();
        assertThat(book.overtaken(intention("r1", new Telling("run", 2))))
                .as("the same again")
                .isFalse();
        assertThat(book.overtaken(intention("r1", new Telling("run", 3)))).isFalse();
        assertThat(book.overtaken(intention("r1", new Telling("reset", 1))))
                .as("of a run that counts anew")
                .isFalse();
        assertThat(book.overtaken(intention("r1"))).as("uncounted").isFalse();

        book.released(TurnReleased.untouched("env", "r1", 1, null), NOW);
        assertThat(book.overtaken(intention("r1", new Telling("run", 1))))
                .as("while it waits for a person")
                .isTrue();

        give("r1");
        assertThat(book.overtaken(intention("r1", new Telling("run", 1))))
                .as("when it has the turn again")
                .isTrue();
    }

    @Test
    void theSecondCopyOfAReleaseDoesNotTakeTheNextOnesTurn() {
        give("r1");
        book.released(released("r1", RequestState.READY), NOW);
        Turn second = give("r2");
        book.released(released("r1", RequestState.READY), NOW);

        assertThat(book.holds(second)).isTrue();
    }

    @Test
    void aStuckEnvironmentGivesNoTurnUntilThatRequestIsAccepted() {
        give("r1");
        book.released(released("r1", RequestState.STUCK), NOW);
        book.asked(asked("r2", 2));

        assertThat(book.next()).isEmpty();
        book.stuckAccepted(new StuckAccepted("r0", "mina"));
        assertThat(book.next()).isEmpty();
        book.stuckAccepted(new StuckAccepted("r1", "mina"));
        assertThat(book.next()).isPresent();
    }

    @Test
    void acceptingWhatIsStuckSettlesWhatTheStuckStepTookBack() {
        give("r1");
        LedgerEntry made = entry("r1").standing(Ownership.CREATED);
        book.released(released("r1", RequestState.READY, made), NOW);
        give("r2");
        LedgerEntry opening = new LedgerEntry(
                "r2", Plans.takingBack(Plans.quick("open"), made.reference()), Ownership.CHANGED, State.STUCK);
        book.released(released("r2", RequestState.STUCK, opening), NOW);
        assertThat(book.state().ledger().entries()).containsExactly(made, opening);

        book.stuckAccepted(new StuckAccepted("r2", "mina"));

        assertThat(book.state().ledger().entries()).doesNotContain(made);
    }

    @Test
    void onlyTheLastTwentyEndsAreKept() {
        for (int i = 0; i < 30; i++) {
            give("r" + i);
            book.released(released("r" + i, RequestState.READY), NOW);
        }

        assertThat(book.state().ended())
                .hasSize(20)
                .last()
                .satisfies(end -> assertThat(end.requestId()).isEqualTo("r29"));
        assertThat(book.state().desired().number()).isEqualTo(30);
    }

    @Test
    void theStateCarriesEverythingToTheNextRun() {
        give("r1");
        book.intended(intention("r1"));
        book.asked(asked("r2", 2));

        assertThat(new EnvironmentBook(book.state()).state()).isEqualTo(book.state());
    }

    private Turn give(String requestId) {
        book.asked(asked(requestId, 1));
        return book.give(book.next().orElseThrow(), NOW);
    }

    private static TurnAsked asked(String requestId, int second) {
        return new TurnAsked(
                "env",
                "churn-prod",
                requestId,
                "request/" + requestId,
                "run",
                "digest",
                NOW.plusSeconds(second),
                1,
                RequestType.APPLY,
                "churn");
    }

    private static TurnReleased released(String requestId, RequestState end) {
        return TurnReleased.untouched("env", requestId, 1, end);
    }

    private static TurnReleased released(String requestId, RequestState end, LedgerEntry entry) {
        return new TurnReleased("env", requestId, end, List.of(entry), List.of(), null, false, 1, null, false);
    }

    private static Intention intention(String requestId) {
        return intention(requestId, null);
    }

    private static Intention intention(String requestId, @Nullable Telling telling) {
        return new Intention("env", requestId, List.of(entry(requestId)), false, 1, Claims.none(), telling);
    }

    private static LedgerEntry entry(String requestId) {
        return new LedgerEntry(requestId, Plans.slow("cluster"), Ownership.UNKNOWN, State.INTENDED);
    }
}
