package dev.palisade.workflows.request;

import static dev.palisade.workflows.contract.RequestState.PARKED;
import static dev.palisade.workflows.contract.RequestState.READY;
import static dev.palisade.workflows.contract.RequestState.ROLLED_BACK;
import static dev.palisade.workflows.fake.Moments.cancelling;
import static dev.palisade.workflows.fake.Moments.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Fault;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * One branch fails while another is at an exact place, held there from within its activity, because the time-skipping server hangs when
 * chance decides. Failures at chance moments are played on a real server by the acceptance tests.
 */
class ParallelStoriesTest {
    private final FakeWorld world =
            new FakeWorld().wants(Plans.quick("door"), Plans.slow("cluster"), Plans.slow("compute", "cluster"));

    @Test
    void aBeginThatIsUnderWayWhenAnotherFailsIsHeardAndTakenBack() {
        world.withFault("door", Fault.REFUSED);
        world.at("begin", "door", request -> until(() -> world.fired().contains("begun cluster")));
        try (Stage stage = new Stage(world)) {
            world.at("begun", "cluster", cancelling(stage, request -> {}));
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("REFUSED door", "begun cluster");
            assertThat(status.state()).isEqualTo(ROLLED_BACK);
            assertThat(status.failedStep()).isEqualTo("door");
            assertThat(world.created()).containsExactly("cluster");
            assertThat(world.standing()).isEmpty();
            assertThat(world.undoCalls())
                    .filteredOn(call -> call.entry().step().id().equals("cluster"))
                    .as("its answer was heard")
                    .allMatch(call -> call.answered());
        }
    }

    @Test
    void anOperationInFlightWhenAnotherFailsIsTakenBackWithoutWaitingForItsEnd() {
        world.withFault("door", Fault.REFUSED).withFault("cluster", Fault.NEVER_ENDS);
        world.at("begin", "door", request -> until(() -> world.fired().contains("await cluster")));
        world.at("await", "cluster", request -> {});
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("REFUSED door", "await cluster");
            assertThat(status.state()).isEqualTo(ROLLED_BACK);
            assertThat(status.failedStep()).isEqualTo("door");
            assertThat(world.standing()).isEmpty();
        }
    }

    @Test
    void aFailureThatParksLetsWhatIsInFlightFinishAndStartsNothingNew() {
        world.withFault("door", Fault.QUOTA);
        world.at("begin", "door", request -> until(() -> world.fired().contains("await cluster")));
        try (Stage stage = new Stage(world)) {
            world.at("await", "cluster", request -> until(() -> hasFailed(stage, "door")));
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("QUOTA door", "await cluster");
            assertThat(status.state()).isEqualTo(PARKED);
            assertThat(world.standing()).containsExactly("cluster");
            assertThat(status.steps())
                    .extracting(StepProgress::state)
                    .containsExactly(StepState.FAILED, StepState.DONE, StepState.NOT_BEGUN);
        }
    }

    @Test
    void whatIsJustBeingBegunWhenAFailureParksIsWaitedForToo() {
        world.withFault("door", Fault.QUOTA);
        world.at("begin", "door", request -> until(() -> world.fired().contains("begun cluster")));
        world.at("await", "cluster", request -> {});
        try (Stage stage = new Stage(world)) {
            world.at("begun", "cluster", request -> until(() -> hasFailed(stage, "door")));
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("QUOTA door", "begun cluster", "await cluster");
            assertThat(status.state()).isEqualTo(PARKED);
            assertThat(status.steps())
                    .extracting(StepProgress::state)
                    .containsExactly(StepState.FAILED, StepState.DONE, StepState.NOT_BEGUN);
        }
    }

    @Test
    void aWorldThatChangedLetsWhatIsInFlightFinishAndPlansAgain() {
        world.withFault("door", Fault.WORLD_CHANGED);
        world.at("begin", "door", request -> until(() -> world.fired().contains("await cluster")));
        world.at("await", "cluster", request -> {});
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("WORLD_CHANGED door", "await cluster");
            assertThat(status.state()).isEqualTo(READY);
            assertThat(world.created())
                    .as("nothing is done twice")
                    .containsExactlyInAnyOrder("cluster", "door", "compute");
            assertThat(world.planCalls().get(1).ledger().entries())
                    .as("what the request itself has made by then is known to who plans again")
                    .extracting(LedgerEntry::reference, LedgerEntry::state)
                    .contains(tuple("r1|cluster", LedgerEntry.State.INTENDED));
        }
    }

    @Test
    void whatDoesNotStandOnEachOtherIsTakenBackAtTheSameTime() {
        FakeWorld three = new FakeWorld()
                .wants(
                        Plans.quick("subnet"),
                        Plans.quick("cluster", "subnet"),
                        Plans.quick("compute", "subnet"),
                        Plans.slow("door", "cluster", "compute"));
        three.withFault("door", Fault.REFUSED);
        three.at("undo", "compute", request -> until(() -> three.fired().contains("undo cluster")));
        three.at("undo", "cluster", request -> until(() -> three.fired().contains("undo compute")));
        try (Stage stage = new Stage(three)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(three.fired()).contains("undo cluster", "undo compute");
            assertThat(status.state()).isEqualTo(ROLLED_BACK);
            assertThat(three.undoCalls())
                    .extracting(call -> call.entry().step().id())
                    .startsWith("door")
                    .endsWith("subnet")
                    .hasSize(4);
            assertThat(three.standing()).isEmpty();
        }
    }

    @Test
    void whatAnotherStandsOnIsLeftAloneUntilThatIsGone() {
        world.withFault("compute", Fault.REFUSED);
        List<StepState> meanwhile = new CopyOnWriteArrayList<>();
        try (Stage stage = new Stage(world)) {
            world.at("undo", "compute", request -> meanwhile.add(state(stage, "cluster")));
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("REFUSED compute", "undo compute");
            assertThat(meanwhile)
                    .as("the cluster, while the compute on it is taken back")
                    .containsOnly(StepState.DONE);
            assertThat(status.state()).isEqualTo(ROLLED_BACK);
            assertThat(world.standing()).isEmpty();
        }
    }

    @Test
    void aSecondFailureDoesNotAbandonWhatARequestThatParksHasInFlight() {
        FakeWorld three = new FakeWorld().wants(Plans.quick("door"), Plans.quick("vault"), Plans.slow("cluster"));
        three.withFault("door", Fault.QUOTA).withFault("vault", Fault.REFUSED);
        three.at("begin", "door", request -> until(() -> three.fired().contains("await cluster")));
        three.at("await", "cluster", request -> {});
        try (Stage stage = new Stage(three)) {
            three.at("begin", "vault", request -> until(() -> hasFailed(stage, "door")));
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(three.fired()).contains("QUOTA door", "REFUSED vault", "await cluster");
            assertThat(status.state()).isEqualTo(PARKED);
            assertThat(status.failedStep()).isEqualTo("door");
            assertThat(status.steps())
                    .extracting(StepProgress::state)
                    .containsExactly(StepState.FAILED, StepState.FAILED, StepState.DONE);
        }
    }

    private static boolean hasFailed(Stage stage, String stepId) {
        return state(stage, stepId) == StepState.FAILED;
    }

    private static StepState state(Stage stage, String stepId) {
        return stage
                .client()
                .newWorkflowStub(RequestWorkflow.class, Stage.request("r1").workflowId())
                .status()
                .steps()
                .stream()
                .filter(step -> step.stepId().equals(stepId))
                .map(StepProgress::state)
                .findFirst()
                .orElseThrow();
    }
}
