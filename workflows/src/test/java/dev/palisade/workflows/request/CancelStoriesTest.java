package dev.palisade.workflows.request;

import static dev.palisade.workflows.contract.RequestState.CANCELLED;
import static dev.palisade.workflows.contract.RequestState.PARKED;
import static dev.palisade.workflows.contract.RequestState.READY;
import static dev.palisade.workflows.contract.RequestState.ROLLED_BACK;
import static dev.palisade.workflows.fake.Moments.cancelling;
import static dev.palisade.workflows.fake.Moments.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Fault;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.CanceledFailure;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A cancel at any moment leaves the world as it was. The cancel comes from within the activity, so that the moment is exact. */
class CancelStoriesTest {
    private final FakeWorld world = new FakeWorld()
            .wants(Plans.quick("subnet"), Plans.slow("cluster", "subnet"), Plans.slow("compute", "cluster"));

    static Stream<Arguments> everyMoment() {
        return Stream.concat(
                Stream.of(Arguments.of("prepare", "r1"), Arguments.of("verify", "subnet")),
                List.of("subnet", "cluster", "compute").stream()
                        .flatMap(step -> Stream.of("begin", "begun", "await")
                                .filter(moment -> !(moment.equals("await") && step.equals("subnet")))
                                .map(moment -> Arguments.of(moment, step))));
    }

    @ParameterizedTest
    @MethodSource("everyMoment")
    void ourCancelAtEveryMomentTakesBackWhatWasDone(String moment, String step) {
        try (Stage stage = new Stage(world)) {
            world.at(moment, step, cancelling(stage, request -> ourCancel(stage, request)));
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains(moment + " " + step);
            assertThat(status.state()).isEqualTo(CANCELLED);
            assertThat(status.cancelReason()).isEqualTo("not needed any more");
            assertThat(status.failure()).isNull();
            assertThat(world.standing()).isEmpty();
            assertThat(stage.environment().holder()).isNull();
            assertThat(stage.environment().ledger().entries()).isEmpty();
            assertThat(world.topic().endings()).extracting(RequestStatus::state).containsExactly(CANCELLED);
        }
    }

    @ParameterizedTest
    @MethodSource("everyMoment")
    void temporalsOwnCancelTakesBackTheSameThoughItLosesTheResult(String moment, String step) {
        try (Stage stage = new Stage(world)) {
            world.at(
                    moment,
                    step,
                    cancelling(
                            stage,
                            request -> stage.client()
                                    .newUntypedWorkflowStub(request)
                                    .cancel()));
            RequestWorkflow request = stage.start(Stage.request("r1"));

            assertThatThrownBy(() -> stage.result(request))
                    .isInstanceOf(WorkflowFailedException.class)
                    .hasCauseInstanceOf(CanceledFailure.class);
            assertThat(world.fired()).contains(moment + " " + step);
            assertThat(world.standing()).isEmpty();
            assertThat(stage.environment().holder()).isNull();
            assertThat(world.topic().endings()).extracting(RequestStatus::state).containsExactly(CANCELLED);
        }
    }

    @Test
    void aRequestCancelledWhileItWaitsForItsTurnLeavesTheQueue() {
        try (Stage stage = new Stage(world)) {
            world.at("await", "cluster", first -> {
                RequestWorkflow second = stage.start(Stage.request("r2"));
                until(() -> stage.environment().waiting().size() == 1);
                second.cancel("not needed any more");
                assertThat(stage.result(second).state()).isEqualTo(CANCELLED);
                assertThat(stage.environment().waiting()).isEmpty();
            });
            RequestStatus first = stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("await cluster");
            assertThat(first.state()).isEqualTo(READY);
        }
    }

    @Test
    void aCancelDuringTheUndoChangesNothing() {
        world.withFault("compute", Fault.REFUSED);
        try (Stage stage = new Stage(world)) {
            world.at("undo", "cluster", request -> ourCancel(stage, request));
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("undo cluster");
            assertThat(status.state()).isEqualTo(ROLLED_BACK);
            assertThat(status.cancelReason()).isNull();
            assertThat(world.standing()).isEmpty();
        }
    }

    @Test
    void aCancelBehindAPivotStopsAndKeepsWhatIs() {
        world.wants(Plans.pivot("keys"), Plans.slow("compute", "keys"), Plans.slow("cluster", "compute"));
        try (Stage stage = new Stage(world)) {
            world.at("begin", "compute", cancelling(stage, request -> ourCancel(stage, request)));
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("begin compute");
            assertThat(status.state()).isEqualTo(PARKED);
            assertThat(status.cancelled().reason()).isEqualTo("not needed any more");
            assertThat(world.undoCalls()).isEmpty();
            assertThat(world.standing()).containsExactly("compute", "keys");
        }
    }

    private static void ourCancel(Stage stage, String workflowId) {
        stage.client().newWorkflowStub(RequestWorkflow.class, workflowId).cancel("not needed any more");
    }
}
