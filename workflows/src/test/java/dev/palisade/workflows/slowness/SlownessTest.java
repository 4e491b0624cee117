package dev.palisade.workflows.slowness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.payload.Answer;
import dev.palisade.workflows.slowness.Sighting.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlownessTest {
    private static final Duration USUAL = Seen.LOWER.typical();
    private static final Instant BARELY = Seen.START.plus(Slowness.DEFAULT_ALLOWANCE);
    private static final Instant LATER = BARELY.plusMillis(1);
    private static final String LOWER = Seen.LOWER.resource().toString();

    private final Slowness slowness = new Slowness(Slowness.DEFAULT_ALLOWANCE, 1);

    @Test
    void aPlanThatNobodyDecidesOnWaitsForAnApprovalFromThatMomentOn() {
        Sighting seen = Seen.in(RequestState.AWAITING_APPROVAL);

        assertThat(slowness.of(seen, BARELY)).isEmpty();
        assertThat(slowness.of(seen, LATER)).singleElement().satisfies(wait -> {
            assertThat(wait.where()).isEqualTo(Where.APPROVAL);
            assertThat(wait.since()).isEqualTo(Seen.START);
            assertThat(wait.usual()).isZero();
            assertThat(wait.whoseMove()).isEqualTo(WhoseMove.YOURS);
            assertThat(wait.explanation()).contains(Seen.PLAN.hash());
        });
    }

    @Test
    void aTurnIsWaitedForAtWhoHasIt() {
        assertThat(slowness.of(Seen.waitingBehind(Seen.heldBy("r-0", 2)), LATER))
                .singleElement()
                .satisfies(wait -> {
                    assertThat(wait.where()).isEqualTo(Where.TURN);
                    assertThat(wait.heldBy()).isEqualTo("r-0/attempt-2");
                    assertThat(wait.whoseMove()).isEqualTo(WhoseMove.NOBODY);
                });
        assertThat(slowness.of(Seen.waitingBehind(Seen.heldBy("r-0", 1)), BARELY))
                .isEmpty();
    }

    @Test
    void behindARequestThatIsStuckItIsTheOperatorsMove() {
        assertThat(slowness.of(Seen.waitingBehind(Seen.environment(null, "r-0")), LATER))
                .singleElement()
                .satisfies(wait -> {
                    assertThat(wait.where()).isEqualTo(Where.TURN);
                    assertThat(wait.heldBy()).isEqualTo("r-0");
                    assertThat(wait.whoseMove()).isEqualTo(WhoseMove.OPERATOR);
                });
    }

    @Test
    void aTurnThatNobodyElseHasIsTemporalsToDeliver() {
        assertThat(slowness.of(Seen.waitingBehind(null), LATER))
                .extracting(SlowWait::where)
                .containsExactly(Where.TEMPORAL);
        assertThat(slowness.of(Seen.waitingBehind(Seen.environment(null, null)), LATER))
                .extracting(SlowWait::where)
                .containsExactly(Where.TEMPORAL);
        assertThat(slowness.of(Seen.waitingBehind(Seen.heldBy("r-1", 1)), LATER))
                .extracting(SlowWait::where)
                .containsExactly(Where.TEMPORAL);
    }

    @Test
    void anOperationOfAzureMayTakeWhatItUsuallyTakesAndTheAllowance() {
        PendingCall call = Seen.call("step.Await", Seen.heard("InProgress", LOWER, WhoseMove.NOBODY));
        Sighting seen = Seen.with(Seen.step(StepState.IN_FLIGHT, 7), call);
        Instant usual = Seen.START.plusSeconds(7).plus(USUAL);

        assertThat(slowness.of(seen, usual.plus(Slowness.DEFAULT_ALLOWANCE))).isEmpty();
        assertThat(slowness.of(seen, usual.plus(Slowness.DEFAULT_ALLOWANCE).plusMillis(1)))
                .singleElement()
                .isEqualTo(new SlowWait(
                        Where.AZURE_OPERATION,
                        Seen.START.plusSeconds(7),
                        USUAL,
                        WhoseMove.NOBODY,
                        "creating lower: Azure says Creating",
                        "lower",
                        LOWER,
                        null));
    }

    @Test
    void whatIsUsualShrinksWithASimulatorsSpeed() {
        Sighting seen = Seen.with(Seen.step(StepState.IN_FLIGHT, 0));
        Duration real = USUAL.dividedBy(60);
        Instant slow = Seen.START.plus(real).plus(Slowness.DEFAULT_ALLOWANCE).plusMillis(1);

        assertThat(new Slowness(Slowness.DEFAULT_ALLOWANCE, 60).of(seen, slow))
                .extracting(SlowWait::usual)
                .containsExactly(real);
        assertThat(slowness.of(seen, slow)).isEmpty();
    }

    /** Sending takes seconds, whatever the operation takes. */
    @Test
    void aWriteThatAzureDoesNotTakeIsSlowWithoutThat() {
        PendingCall call = Seen.call("step.Begin", Seen.heard("Busy", LOWER, WhoseMove.NOBODY));
        Sighting seen = Seen.with(Seen.step(StepState.BEGINNING, 0), call);

        assertThat(slowness.of(seen, BARELY)).isEmpty();
        assertThat(slowness.of(seen, LATER)).extracting(SlowWait::where).containsExactly(Where.AZURE_OPERATION);
    }

    @Test
    void anUndoMayTakeWhatTheStepTookSinceTheRequestLastMoved() {
        Sighting seen = Seen.with(Seen.step(StepState.UNDOING, -4000));

        assertThat(slowness.of(seen, LATER)).isEmpty();
        assertThat(slowness.of(seen, LATER.plus(USUAL)))
                .extracting(SlowWait::where, SlowWait::since)
                .containsExactly(tuple(Where.AZURE_OPERATION, Seen.START));
    }

    @Test
    void aLimitOnRequestsIsThrottlingForAStepAndForTheWhole() {
        PendingCall begin = Seen.call(
                "step.Begin", Seen.heard(AzureFailure.REQUEST_LIMIT, LOWER.toUpperCase(Locale.ROOT), WhoseMove.NOBODY));
        PendingCall prepare =
                Seen.call("planning.Prepare", Seen.heard(AzureFailure.REQUEST_LIMIT, "/x", WhoseMove.NOBODY));

        assertThat(slowness.of(Seen.with(Seen.step(StepState.BEGINNING, 0), begin), LATER))
                .extracting(SlowWait::where, SlowWait::step)
                .containsExactly(tuple(Where.THROTTLING, "lower"));
        assertThat(slowness.of(Seen.in(RequestState.PLANNING, prepare), LATER))
                .extracting(SlowWait::where)
                .containsExactly(Where.THROTTLING);
    }

    /** Azure's word changes with each attempt. */
    @Test
    void whetherAzureWorksOrThrottlesItIsTheSameWait() {
        PendingCall works = Seen.call("step.Await", Seen.heard("InProgress", LOWER, WhoseMove.NOBODY));
        PendingCall throttles =
                Seen.call("step.Await", Seen.heard(AzureFailure.REQUEST_LIMIT, LOWER, WhoseMove.NOBODY));
        Instant slow = LATER.plus(USUAL);
        SlowWait one = slowness.of(Seen.with(Seen.step(StepState.IN_FLIGHT, 0), works), slow)
                .get(0);
        SlowWait other = slowness.of(Seen.with(Seen.step(StepState.IN_FLIGHT, 0), throttles), slow)
                .get(0);

        assertThat(List.of(one, other))
                .extracting(SlowWait::where)
                .containsExactly(Where.AZURE_OPERATION, Where.THROTTLING);
        assertThat(one.key()).isEqualTo(other.key());
    }

    @Test
    void aReadingThatAzureRefusesIsItsAnswerersMove() {
        PendingCall prepare = Seen.call("planning.Prepare", Seen.heard("ServerError", "/x", WhoseMove.ADMINISTRATOR));

        assertThat(slowness.of(Seen.in(RequestState.PLANNING, prepare), LATER))
                .singleElement()
                .satisfies(wait -> {
                    assertThat(wait.where()).isEqualTo(Where.AZURE_OPERATION);
                    assertThat(wait.whoseMove()).isEqualTo(WhoseMove.ADMINISTRATOR);
                    assertThat(wait.explanation()).contains("planning.Prepare", "as Azure says");
                });
    }

    @Test
    void aPauseIsTheOperators() {
        assertThat(slowness.of(Seen.paused("not on Fridays"), LATER))
                .singleElement()
                .satisfies(wait -> {
                    assertThat(wait.where()).isEqualTo(Where.PAUSE);
                    assertThat(wait.explanation()).isEqualTo("not on Fridays");
                });
    }

    @Test
    void workThatNoWorkerTakesIsTemporalsAndWhatWasHeardOfAzureBeforeDoesNotCount() {
        PendingCall due = Seen.due("step.Await", Seen.START.plusSeconds(10));
        Sighting seen = Seen.with(Seen.step(StepState.IN_FLIGHT, -86_400), due);

        assertThat(slowness.of(seen, LATER))
                .as("an await that is due, but not for long")
                .extracting(SlowWait::where)
                .containsExactly(Where.AZURE_OPERATION);
        assertThat(slowness.of(seen, LATER.plusSeconds(10))).singleElement().satisfies(wait -> {
            assertThat(wait.where()).isEqualTo(Where.TEMPORAL);
            assertThat(wait.since()).isEqualTo(Seen.START.plusSeconds(10));
            assertThat(wait.explanation()).contains("no worker has taken step.Await");
        });
    }

    @Test
    void aWorkflowTaskThatNobodyFinishesIsTemporals() {
        Sighting answering = Seen.in(RequestState.PLANNING);
        Sighting seen = new Sighting(
                Seen.START, answering.status(), null, Seen.START.minusSeconds(60), answering.calls(), null);

        assertThat(slowness.of(seen, BARELY)).singleElement().satisfies(wait -> {
            assertThat(wait.where()).isEqualTo(Where.TEMPORAL);
            assertThat(wait.explanation()).contains("workflow task");
        });
    }

    @Test
    void aRequestOfWhichNoWorkerAnswersIsOneFindingWithTheOldestSignOfIt() {
        PendingCall due = Seen.due("step.Await", Seen.START.plusSeconds(60));

        assertThat(slowness.of(Seen.unanswered(due), BARELY)).isEmpty();
        assertThat(slowness.of(Seen.unanswered(due), LATER.plusSeconds(60)))
                .singleElement()
                .satisfies(wait -> {
                    assertThat(wait.where()).isEqualTo(Where.TEMPORAL);
                    assertThat(wait.since()).isEqualTo(Seen.START);
                    assertThat(wait.explanation()).contains("no worker answers");
                });
    }

    @Test
    void aSilenceCountsFromTheFirstLookWithoutAnAnswerAndIsToldFromTheLastMove() {
        Instant first = Seen.START.plusSeconds(7_200);
        Instant second = first.plusSeconds(60);
        Sighting heard = Seen.in(RequestState.AWAITING_APPROVAL);
        Sighting silent = Seen.silentSince(first).after(heard);
        Instant slow = first.plus(Slowness.DEFAULT_ALLOWANCE.dividedBy(2)).plusMillis(1);

        assertThat(slowness.of(silent, first))
                .as("one question without an answer")
                .isEmpty();
        assertThat(slowness.of(Seen.silentSince(second).after(silent), slow))
                .extracting(SlowWait::where, SlowWait::since)
                .containsExactly(tuple(Where.TEMPORAL, Seen.START));
        assertThat(slowness.of(Seen.silentSince(second).after(heard), slow))
                .as("it was answered in between")
                .isEmpty();
    }

    /** A worker that tries calls, while none answers a question. */
    @Test
    void aSilenceIsOneWaitHoweverOftenItsCallsAreTried() {
        Instant slow = LATER.plusSeconds(7_200);

        List<SlowWait> told = Stream.of(3_600, 5_400, 7_200)
                .flatMap(second -> slowness.of(Seen.tried(Seen.START.plusSeconds(second)), slow).stream())
                .toList();

        assertThat(told).hasSize(3);
        assertThat(told).extracting(SlowWait::key).containsOnly("temporal/" + Seen.START.toEpochMilli());
    }

    @Test
    void whatNoWorkerTakesWhileNoneAnswersIsPartOfTheSilence() {
        Instant first = Seen.START.plusSeconds(60);
        Instant due = Seen.START.plusSeconds(10);
        Sighting silent =
                new Sighting(Seen.START, null, null, due, List.of(), new Silence(first, "no worker answers for it"));

        List<SlowWait> told = Stream.of(due, first)
                .map(since -> since.plus(Slowness.DEFAULT_ALLOWANCE).plusMillis(1))
                .flatMap(now -> slowness.of(silent, now).stream())
                .toList();

        assertThat(told)
                .extracting(SlowWait::key)
                .as("not told of the task first, and then of the silence")
                .containsOnly("temporal/" + Seen.START.toEpochMilli());
    }

    @Test
    void whatANewerBuildSaysIsJudgedByWhatTheServerKnows() {
        Sighting unread = new Sighting(
                Seen.START, null, null, null, List.of(Seen.due("step.Await", Seen.START.plusSeconds(10))), null);
        Sighting call = Seen.in(
                RequestState.PLANNING,
                new PendingCall("planning.Prepare", null, new Answer.Unreadable<>("no such code"), "as Azure says"));

        assertThat(unread.unreadable()).isTrue();
        assertThat(slowness.of(unread, LATER)).isEmpty();
        assertThat(slowness.of(unread, LATER.plusSeconds(10)))
                .extracting(SlowWait::explanation)
                .containsExactly("no worker has taken step.Await, which is due");
        assertThat(call.unreadable()).isTrue();
        assertThat(slowness.of(call, LATER)).isEmpty();
        assertThat(Seen.in(RequestState.PLANNING).unreadable()).isFalse();
    }

    @Test
    void whileTemporalIsAwayWhatWasSeenLastCounts() {
        Sighting last = Seen.in(RequestState.APPLYING);
        Instant away = Seen.START.plusSeconds(200);

        assertThat(slowness.unreachable(last, away, "Temporal does not answer", LATER))
                .isEmpty();
        assertThat(slowness.unreachable(last, away, "Temporal does not answer", LATER.plusSeconds(100)))
                .hasValueSatisfying(wait -> {
                    assertThat(wait.where()).isEqualTo(Where.TEMPORAL);
                    assertThat(wait.since()).isEqualTo(Seen.START);
                });
    }

    @Test
    void aMessageThatNobodyAcceptsWaitsInTheQueueOrForTemporal() {
        assertThat(slowness.ofMessage("q", Seen.START, Optional.empty(), BARELY))
                .isEmpty();
        assertThat(slowness.ofMessage("q", Seen.START, Optional.empty(), LATER)).hasValueSatisfying(wait -> {
            assertThat(wait.where()).isEqualTo(Where.QUEUE);
            assertThat(wait.explanation()).contains("queue q");
        });
        assertThat(slowness.ofMessage("q", Seen.START, Optional.of("Temporal does not answer"), LATER))
                .hasValueSatisfying(wait -> {
                    assertThat(wait.where()).isEqualTo(Where.TEMPORAL);
                    assertThat(wait.explanation()).contains("queue q", "Temporal does not answer");
                });
    }

    @Test
    void anEndThatServiceBusDoesNotTakeWaitsThere() {
        PendingCall telling =
                new PendingCall("outcome.Publish", LATER, new Answer.Silence<>(), "Service Bus does not take it");

        assertThat(slowness.of(Seen.in(RequestState.READY, telling), LATER))
                .singleElement()
                .satisfies(wait -> {
                    assertThat(wait.where()).isEqualTo(Where.QUEUE);
                    assertThat(wait.explanation()).contains("Service Bus does not take it");
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = RequestState.class,
            names = {"PLANNED", "READY", "REJECTED", "ROLLED_BACK", "PARKED", "STUCK", "CANCELLED"})
    void whatIsAtRestWaitsForNothing(RequestState state) {
        assertThat(slowness.of(Seen.in(state), LATER.plusSeconds(86_400))).isEmpty();
    }

    @Test
    void aWaitIsNamedByWhereAndSinceWhenAndByItsStep() {
        List<SlowWait> waits = Arrays.asList(
                SlowWait.ofRequest(Where.APPROVAL, Seen.START, WhoseMove.YOURS, "one"),
                SlowWait.ofRequest(Where.APPROVAL, Seen.START, WhoseMove.OPERATOR, "the same in other words"),
                SlowWait.ofRequest(Where.APPROVAL, Seen.START.plusMillis(1), WhoseMove.YOURS, "a later one"),
                new SlowWait(Where.APPROVAL, Seen.START, USUAL, WhoseMove.YOURS, "of a step", "lower", null, null));

        assertThat(waits)
                .extracting(SlowWait::key)
                .containsExactly(
                        "approval/1795348800000",
                        "approval/1795348800000",
                        "approval/1795348800001",
                        "approval/1795348800000/lower");
    }
}
