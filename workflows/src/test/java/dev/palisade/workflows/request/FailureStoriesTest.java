package dev.palisade.workflows.request;

import static dev.palisade.workflows.contract.RequestState.PARKED;
import static dev.palisade.workflows.contract.RequestState.READY;
import static dev.palisade.workflows.contract.RequestState.ROLLED_BACK;
import static dev.palisade.workflows.contract.RequestState.STUCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.workflows.calls.FailureReading;
import dev.palisade.workflows.contract.PlanningActivities.OnFailure;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.contract.Undone.Result;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Fault;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every step fails in every way, and the world is what the status says. Linear plans: see {@link Stage}. */
class FailureStoriesTest {
    private static final List<String> STEPS = List.of("subnet", "cluster", "compute");

    private final FakeWorld world = new FakeWorld()
            .wants(Plans.quick("subnet"), Plans.slow("cluster", "subnet"), Plans.slow("compute", "cluster"));

    static Stream<Arguments> everyStepInEveryWay() {
        return STEPS.stream()
                .flatMap(step -> Stream.of(
                        Arguments.of(step, Fault.REFUSED, ROLLED_BACK, List.of()),
                        Arguments.of(step, Fault.QUOTA, PARKED, before(step)),
                        Arguments.of(step, Fault.RESPONSE_LOST, READY, STEPS),
                        Arguments.of(step, Fault.EVERY_RESPONSE_LOST, ROLLED_BACK, List.of()),
                        Arguments.of(step, Fault.FAILS_LATE, ROLLED_BACK, List.of()),
                        Arguments.of(step, Fault.NEVER_ENDS, ROLLED_BACK, List.of()),
                        Arguments.of(step, Fault.WORLD_CHANGED, READY, STEPS),
                        Arguments.of(step, Fault.WORLD_KEEPS_CHANGING, ROLLED_BACK, List.of()),
                        Arguments.of(step, Fault.VERIFY_DIFFERS, PARKED, STEPS)))
                .filter(story -> !(story.get()[0].equals("subnet")
                        && List.of(Fault.FAILS_LATE, Fault.NEVER_ENDS).contains(story.get()[1])));
    }

    @ParameterizedTest
    @MethodSource
    void everyStepInEveryWay(String step, Fault fault, RequestState state, List<String> standing) {
        world.withFault(step, fault);
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(world.fired()).as("the injected fault").contains(fault + " " + step);
            assertThat(status.state()).as(world.toString()).isEqualTo(state);
            assertThat(world.standing()).isEqualTo(new TreeSet<>(standing));
            assertThat(world.created()).as("one effect each").doesNotHaveDuplicates();
            if (state == ROLLED_BACK || fault == Fault.QUOTA) {
                assertThat(status.failedStep()).isEqualTo(step);
                assertThat(status.failure()).isNotNull();
            }
            assertThat(status.differences()).hasSize(fault == Fault.VERIFY_DIFFERS ? 1 : 0);
            assertThat(stage.environment().holder()).isNull();
            assertThat(stage.environment().desired() != null).isEqualTo(state == READY || state == PARKED);
            assertThat(stage.environment().ledger().entries()).hasSameSizeAs(ledgerOf(state, fault, step));
        }
    }

    private static List<String> ledgerOf(RequestState state, Fault fault, String step) {
        if (state == ROLLED_BACK) {
            return List.of();
        }
        // The step that hit the quota has an entry too: nobody knows yet what it left.
        return fault == Fault.QUOTA ? STEPS.subList(0, STEPS.indexOf(step) + 1) : STEPS;
    }

    @ParameterizedTest
    @MethodSource("stepsBeforeTheLast")
    void anUndoThatFailsOnceIsTriedAgain(String step) {
        world.withFault("compute", Fault.REFUSED).withFault(step, Fault.UNDO_FAILS_ONCE);
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("UNDO_FAILS_ONCE " + step);
            assertThat(status.state()).isEqualTo(ROLLED_BACK);
            assertThat(world.standing()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("stepsBeforeTheLast")
    void anUndoThatCannotBeDoneIsStuckAndNamesWhatRemains(String step) {
        world.withFault("compute", Fault.REFUSED).withFault(step, Fault.UNDO_LOCKED);
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("UNDO_LOCKED " + step);
            assertThat(status.state()).isEqualTo(STUCK);
            assertThat(world.standing())
                    .as("the others are taken back all the same")
                    .containsExactly(step);
            assertThat(status.undone())
                    .filteredOn(undone -> undone.result() == Result.FAILED)
                    .singleElement()
                    .satisfies(undone -> assertThat(undone.stepId()).isEqualTo(step));
            assertThat(stage.environment().stuck()).isEqualTo("r1");
            assertThat(stage.environment().ledger().entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.step().id()).isEqualTo(step));
        }
    }

    static List<String> stepsBeforeTheLast() {
        return STEPS.subList(0, 2);
    }

    @Test
    void aStepThatWasRefusedBeforeAnyWriteIsNeitherUndoneNorOwned() {
        world.withFault("compute", Fault.REFUSED_BEFORE_ANY_WRITE).withFault("cluster", Fault.UNDO_LOCKED);
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("REFUSED_BEFORE_ANY_WRITE compute");
            assertThat(status.state()).isEqualTo(STUCK);
            assertThat(world.undoCalls())
                    .extracting(call -> call.entry().step().id())
                    .doesNotContain("compute");
        }
    }

    @Test
    void theFailedStepIsNamedBeforeTheUndoBegins() {
        world.wants(Plans.slow("cluster"), Plans.quick("compute", "cluster")).withFault("compute", Fault.REFUSED);
        try (Stage stage = new Stage(world)) {
            world.at("undo", "compute", id -> {
                RequestStatus status = stage.client()
                        .newWorkflowStub(RequestWorkflow.class, id)
                        .status();
                assertThat(status.failedStep()).isEqualTo("compute");
                assertThat(status.failure().code()).isEqualTo("REFUSED");
            });
            stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("undo compute");
        }
    }

    @Test
    void undoGoesNewestFirstAndSaysIfBeginNeverAnswered() {
        world.withFault("compute", Fault.EVERY_RESPONSE_LOST);
        try (Stage stage = new Stage(world)) {
            stage.play(Stage.request("r1"));

            assertThat(world.undoCalls())
                    .extracting(call -> call.entry().step().id())
                    .containsExactly("compute", "cluster", "subnet");
            assertThat(world.undoCalls()).extracting(call -> call.answered()).containsExactly(false, true, true);
        }
    }

    @Test
    void anOperationThatNeverEndsIsSaidToHaveRunOutOfTime() {
        world.withFault("cluster", Fault.NEVER_ENDS);
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(status.failure().code()).isEqualTo(FailureReading.DEADLINE_EXCEEDED);
            assertThat(status.failure().message()).contains("Creating");
        }
    }

    @Test
    void whatWasThereBeforeUsIsNotTakenBack() {
        // It appears between the plan and the act.
        world.at("begin", "cluster", workflow -> world.alreadyHas("cluster")).withFault("compute", Fault.REFUSED);
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("begin cluster");
            assertThat(status.state()).isEqualTo(ROLLED_BACK);
            assertThat(world.standing()).containsExactly("cluster");
            assertThat(world.undoCalls())
                    .extracting(call -> call.entry().step().id())
                    .doesNotContain("cluster");
        }
    }

    @Test
    void aDocumentMayAskToKeepWhatIsDone() {
        world.onFailure(OnFailure.PARK).withFault("compute", Fault.REFUSED);
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(status.state()).isEqualTo(PARKED);
            assertThat(world.standing()).containsExactly("cluster", "subnet");
            assertThat(stage.environment().holder()).isNull();
        }
    }

    @Test
    void anEnvironmentThatPeopleWorkInIsParkedUnlessTheDocumentSaysRollback() {
        try (Stage stage = new Stage(world.wants(Plans.quick("subnet")))) {
            stage.play(Stage.request("r1"));
            world.wants(Plans.quick("subnet"), Plans.slow("cluster"), Plans.slow("compute", "cluster"))
                    .withFault("compute", Fault.REFUSED);

            assertThat(stage.play(Stage.request("r2")).state()).isEqualTo(PARKED);
            assertThat(world.standing()).containsExactly("cluster", "subnet");
            assertThat(stage.environment().desired().number()).isEqualTo(2);

            world.onFailure(OnFailure.ROLLBACK);
            assertThat(stage.play(Stage.request("r3")).state()).isEqualTo(ROLLED_BACK);
            assertThat(world.standing()).as("not what r2 made").containsExactly("cluster", "subnet");
            assertThat(stage.environment().desired().number())
                    .as("generation n-1 stands")
                    .isEqualTo(2);
        }
    }

    @Test
    void afterAPivotThereIsOnlyForward() {
        world.wants(Plans.pivot("keys"), Plans.slow("compute", "keys")).withFault("compute", Fault.REFUSED);
        try (Stage stage = new Stage(world)) {
            assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(PARKED);
            assertThat(world.standing()).containsExactly("keys");
        }
    }

    private static List<String> before(String step) {
        return STEPS.subList(0, STEPS.indexOf(step));
    }
}
