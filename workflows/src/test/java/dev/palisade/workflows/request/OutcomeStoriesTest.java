package dev.palisade.workflows.request;

import static dev.palisade.workflows.contract.RequestState.CANCELLED;
import static dev.palisade.workflows.contract.RequestState.READY;
import static dev.palisade.workflows.contract.RequestState.ROLLED_BACK;
import static dev.palisade.workflows.contract.RequestState.STUCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.OutcomeActivities.Outcome;
import dev.palisade.workflows.contract.OutcomeType;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.contract.StepOutcome;
import dev.palisade.workflows.contract.StepOutcome.StepTold;
import dev.palisade.workflows.contract.Undone.Result;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Fault;
import dev.palisade.workflows.fake.Moments;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request tells on its way: each thing once and in order, whatever the broker does, and at no cost to the work. */
class OutcomeStoriesTest {
    private static final List<String> UNDISTURBED = List.of(
            "accepted",
            "planned",
            "step.started subnet",
            "step.finished subnet",
            "step.started cluster",
            "step.waiting cluster",
            "step.finished cluster",
            "step.started compute",
            "step.waiting compute",
            "step.finished compute",
            "ready");

    private final FakeWorld world = new FakeWorld()
            .wants(Plans.quick("subnet"), Plans.slow("cluster", "subnet"), Plans.slow("compute", "cluster"));

    @Test
    void aRequestTellsWhatItsStepsDo() {
        try (Stage stage = new Stage(world)) {
            stage.play(Stage.request("r1"));

            assertThat(world.topic().told("r1")).isEqualTo(UNDISTURBED);
            assertThat(world.topic().received()).as("no copies").hasSize(UNDISTURBED.size());
            assertThat(world.topic().batches())
                    .as("the end of a step and the start of the next are one batch")
                    .containsExactly(1, 1, 1, 2, 1, 2, 1, 1, 1);
        }
    }

    @Test
    void anOutcomeOfAStepSaysWhichWhatAndUntilWhen() {
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            StepOutcome waiting = world.topic().steps(OutcomeType.STEP_WAITING).get(0);
            StepTold step = waiting.step();
            assertThat(step.id()).isEqualTo("cluster");
            assertThat(step.state()).isEqualTo(StepState.IN_FLIGHT);
            assertThat(step.ownership()).isEqualTo(Ownership.CREATED);
            assertThat(waiting.waiting().retryAfter()).isEqualTo(Duration.ofSeconds(30));
            assertThat(waiting.waiting().expectedAt()).isEqualTo(step.begunAt().plus(Duration.ofMinutes(17)));
            assertThat(waiting.waiting().until()).isAfter(waiting.waiting().expectedAt());
            assertThat(waiting.state()).isEqualTo(RequestState.APPLYING);
            assertThat(waiting.generation()).isEqualTo(status.generation());
            assertThat(world.topic().steps(OutcomeType.STEP_FINISHED))
                    .allSatisfy(
                            finished -> assertThat(finished.step().endedAt()).isNotNull())
                    .allSatisfy(finished -> assertThat(finished.waiting()).isNull());
        }
    }

    @ParameterizedTest
    @CsvSource({"prepare, r1", "begin, subnet", "begin, cluster", "begun, cluster", "await, cluster", "begin, compute"})
    void aBrokerThatGoesAwayHoldsNoStepUpAndMissesNothing(String moment, String step) {
        List<String> toldBeforeItCameBack = new CopyOnWriteArrayList<>();
        world.at(moment, step, id -> world.topic().away());
        world.at("verify", "subnet", id -> {
            toldBeforeItCameBack.addAll(world.topic().told("r1"));
            world.topic().back();
        });
        try (Stage stage = new Stage(world)) {
            assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(READY);

            assertThat(world.fired()).contains(moment + " " + step, "verify subnet", "broker away");
            assertThat(toldBeforeItCameBack)
                    .as("all steps were done before the broker was back")
                    .doesNotContain("step.finished compute");
            assertThat(world.topic().told("r1")).isEqualTo(UNDISTURBED);
        }
    }

    @Test
    void whileTheBrokerIsAwayOneActivityGoesOnAndNoTaskTriesAgain() {
        world.topic().away();
        world.at("verify", "subnet", id -> world.topic().back());
        try (Stage stage = Stage.withoutRepetition(world)) {
            stage.play(Stage.request("r1"));

            assertThat(stage.activities("request/r1", "outcome.Publish"))
                    .as("the one that went on until the broker was back")
                    .isEqualTo(1);
            assertThat(stage.failedLocalActivities("request/r1")).isEqualTo(1);
            assertThat(world.topic().told("r1")).isEqualTo(UNDISTURBED);
        }
    }

    @Test
    void aBrokerThatDoesNotAnswerIsGivenUpByTheTaskThatWaitsForIt() {
        CountDownLatch answered = new CountDownLatch(1);
        world.at("prepare", "r1", id -> world.topic().hangsOnceUntil(answered));
        try (Stage stage = new Stage(world)) {
            assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(READY);

            assertThat(answered.getCount()).as("it never answered").isEqualTo(1);
            assertThat(world.fired()).contains("broker hangs");
            assertThat(world.topic().told("r1")).isEqualTo(UNDISTURBED);
        } finally {
            answered.countDown();
        }
    }

    @Test
    void anAnswerThatIsLostMakesACopyThatCanBeToldFromItsId() {
        world.at("begin", "cluster", id -> world.topic().losesAnswers(2));
        try (Stage stage = new Stage(world)) {
            stage.play(Stage.request("r1"));

            assertThat(world.fired()).filteredOn("answer lost"::equals).hasSize(2);
            assertThat(world.topic().received()).hasSizeGreaterThan(UNDISTURBED.size());
            assertThat(world.topic().told("r1")).isEqualTo(UNDISTURBED);
        }
    }

    @Test
    void aFailedStepSaysWhyAndEachUndoWhatBecameOfIt() {
        world.withFault("compute", Fault.REFUSED).withFault("subnet", Fault.UNDO_LOCKED);
        try (Stage stage = new Stage(world)) {
            assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(STUCK);

            assertThat(world.topic().told("r1"))
                    .endsWith(
                            "step.finished cluster",
                            "step.started compute",
                            "step.finished compute",
                            "step.undone compute",
                            "step.undone cluster",
                            "step.undone subnet",
                            "stuck");
            assertThat(world.topic().steps(OutcomeType.STEP_FINISHED))
                    .last()
                    .satisfies(failed -> assertThat(failed.step().state()).isEqualTo(StepState.FAILED))
                    .satisfies(failed -> assertThat(failed.failure().code()).isEqualTo("REFUSED"));
            assertThat(world.topic().steps(OutcomeType.STEP_UNDONE))
                    .extracting(undone -> undone.undone().result())
                    .containsExactly(Result.NEVER_HAPPENED, Result.TAKEN_BACK, Result.FAILED);
        }
    }

    @ParameterizedTest
    @CsvSource({"begun, cluster", "await, cluster", "begin, compute"})
    void aCancelledRequestTellsItsUndoAndItsEndThoughTheBrokerWasAway(String moment, String step) {
        try (Stage stage = new Stage(world)) {
            world.at(moment, step, Moments.cancelling(stage, request -> {
                world.topic().away(7);
                stage.client().newWorkflowStub(RequestWorkflow.class, request).cancel("not needed");
            }));
            assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(CANCELLED);

            assertThat(world.fired()).contains(moment + " " + step);
            assertThat(world.fired()).filteredOn("broker away"::equals).hasSize(7);
            assertThat(world.standing()).isEmpty();
            assertThat(world.topic().told("r1"))
                    .containsSubsequence(
                            "step.started cluster", "step.undone cluster", "step.undone subnet", "cancelled")
                    .endsWith("cancelled")
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aStepThatIsBegunAgainInALaterPlanIsToldAgainAndUnderAnIdOfItsOwn() {
        world.withFault("cluster", Fault.WORLD_CHANGED);
        try (Stage stage = new Stage(world)) {
            assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(READY);

            assertThat(world.fired()).contains("WORLD_CHANGED cluster");
            assertThat(world.topic().told("r1"))
                    .containsSubsequence(
                            "planned",
                            "step.started cluster",
                            "step.finished cluster",
                            "planned",
                            "step.started cluster",
                            "step.waiting cluster",
                            "step.finished cluster");
            assertThat(world.topic().published())
                    .filteredOn(outcome -> outcome.type() == OutcomeType.STEP_STARTED
                            && outcome.step().step().id().equals("cluster"))
                    .extracting(Outcome::occurrence)
                    .containsExactly(1, 2);
        }
    }

    @Test
    void aStepThatAPauseHeldBackIsToldOnce() {
        world.at("begin", "cluster", id -> world.pause());
        world.at("pause", Plans.WORKSPACE.key(), id -> world.unpause());
        try (Stage stage = new Stage(world)) {
            stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("paused cluster");
            assertThat(world.topic().told("r1")).isEqualTo(UNDISTURBED);
        }
    }

    @Test
    void anUndoThatIsResumedTellsOnlyOfTheUndo() {
        world.withFault("compute", Fault.REFUSED).withFault("cluster", Fault.UNDO_LOCKED);
        try (Stage stage = new Stage(world)) {
            assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(STUCK);
            int before = world.topic().published().size();
            world.withoutFault("cluster");
            RequestStatus resumed = stage.play(Stage.request("r1").again(2, RequestType.RESUME, "mina", Stage.LATER));

            assertThat(resumed.state()).isEqualTo(ROLLED_BACK);
            assertThat(world.topic()
                            .told("r1")
                            .subList(before, world.topic().published().size()))
                    .startsWith("accepted", "step.undone cluster")
                    .endsWith("rolled_back")
                    .noneMatch(told -> told.startsWith("step.finished"));
        }
    }
}
