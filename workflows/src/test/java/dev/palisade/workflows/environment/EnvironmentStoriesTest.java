package dev.palisade.workflows.environment;

import static dev.palisade.workflows.contract.RequestState.PARKED;
import static dev.palisade.workflows.contract.RequestState.READY;
import static dev.palisade.workflows.contract.RequestState.ROLLED_BACK;
import static dev.palisade.workflows.contract.RequestState.STUCK;
import static dev.palisade.workflows.fake.Moments.until;
import static dev.palisade.workflows.fake.Moments.untilIdle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Ended;
import dev.palisade.workflows.contract.EnvironmentWorkflow.StuckAccepted;
import dev.palisade.workflows.contract.OutcomeActivities;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Fault;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentStoriesTest {
    private static final Instant EARLY = Instant.parse("2026-11-22T07:00:00Z");

    private final FakeWorld world = new FakeWorld()
            .wants(Plans.quick("subnet"), Plans.slow("cluster", "subnet"), Plans.tighten("storage", "subnet"));

    @Test
    void requestsOfOneEnvironmentFollowEachOtherInOrderOfAcceptance() {
        List<RequestWorkflow> later = new ArrayList<>();
        try (Stage stage = new Stage(world)) {
            world.at("await", "cluster", first -> {
                later.add(stage.start(Stage.request("r3", RequestType.APPLY, EARLY.plusSeconds(2))));
                until(() -> stage.environment().waiting().size() == 1);
                later.add(stage.start(Stage.request("r2", RequestType.APPLY, EARLY.plusSeconds(1))));
                until(() -> stage.environment().waiting().size() == 2);
            });
            stage.play(Stage.request("r1"));
            later.forEach(request -> assertThat(stage.result(request).state()).isEqualTo(READY));

            assertThat(world.fired()).contains("await cluster");
            assertThat(stage.environment().ended()).extracting(Ended::requestId).containsExactly("r1", "r2", "r3");
            assertThat(stage.environment().desired().number()).isEqualTo(3);
            assertThat(stage.environmentCalls())
                    .as("nobody acts before the one before has given back")
                    .containsSubsequence("intend r1", "release r1 READY", "release r2 READY", "release r3 READY");
        }
    }

    @Test
    void aTerminatedHolderIsFoundAndWhatItDidIsTakenBack() {
        world.wants(Plans.quick("subnet"), Plans.slow("cluster"), Plans.slow("compute", "cluster"));
        try (Stage stage = new Stage(world)) {
            terminateInFlight(stage, "compute");
            assertThat(world.standing()).as("what nobody reported").containsExactly("cluster", "compute", "subnet");
            world.wants();
            RequestStatus next = stage.play(Stage.request("r2"));

            assertThat(next.state()).isEqualTo(READY);
            assertThat(world.standing()).isEmpty();
            assertThat(world.undoCalls()).extracting(call -> call.answered()).containsOnly(false);
            assertThat(stage.environment().ended()).extracting(Ended::state).containsExactly(ROLLED_BACK, READY);
            assertThat(stage.environment().ledger().entries()).isEmpty();
        }
    }

    /** Nothing on it would tell the undo whose it is. */
    @Test
    void thatATerminatedHolderHasMadeWhatBearsNoTagsIsKnownFromTheAnswerOn() {
        world.wants(Plans.untagged("extension"), Plans.slow("compute"));
        try (Stage stage = new Stage(world)) {
            terminateInFlight(stage, "extension");
            stage.passes(Duration.ofMinutes(41));

            assertThat(world.standing()).isEmpty();
            assertThat(world.undoCalls())
                    .extracting(
                            call -> call.entry().step().id(),
                            call -> call.entry().ownership())
                    .contains(tuple("extension", Ownership.CREATED));
        }
    }

    @Test
    void whatATerminatedHolderDidIsKeptIfItMayHavePassedAPivot() {
        world.wants(Plans.pivot("detach"), Plans.slow("cluster", "detach"), Plans.slow("compute", "cluster"))
                .claims(Plans.claims("subnet"));
        try (Stage stage = new Stage(world)) {
            terminateInFlight(stage, "compute");
            stage.passes(Duration.ofMinutes(41));

            assertThat(world.standing()).containsExactly("cluster", "compute", "detach");
            assertThat(world.undoCalls()).isEmpty();
            assertThat(stage.environment().ended()).extracting(Ended::state).containsExactly(PARKED);
            assertThat(stage.environment().ledger().entries())
                    .extracting(LedgerEntry::state)
                    .containsOnly(LedgerEntry.State.LEFT);
            assertThat(world.settled())
                    .singleElement()
                    .satisfies(claims -> assertThat(claims.now()).isEqualTo(Plans.claims("subnet")));
        }
    }

    @Test
    void aRequestThatFindsAnUndoStuckIsNotLetIn() {
        world.wants(Plans.quick("subnet"), Plans.slow("cluster"), Plans.slow("compute", "cluster"));
        world.withFault("subnet", Fault.UNDO_LOCKED);
        try (Stage stage = new Stage(world)) {
            terminateInFlight(stage, "compute");
            world.wants();
            RequestWorkflow next = stage.start(Stage.request("r2"));
            stage.passes(Duration.ofMinutes(101));

            assertThat(world.fired()).contains("UNDO_LOCKED subnet");
            assertThat(stage.environment().stuck()).isEqualTo("r1");
            assertThat(next.status().state()).isEqualTo(RequestState.WAITING_FOR_TURN);
        }
    }

    @Test
    void aTerminatedHolderLeavesItsClosedDoorsClosed() {
        world.wants(Plans.quick("subnet"), Plans.tighten("storage", "subnet"), Plans.slow("cluster", "storage"));
        try (Stage stage = new Stage(world)) {
            terminateInFlight(stage, "cluster");
            stage.passes(Duration.ofMinutes(30));

            assertThat(world.standing()).containsExactly("storage", "subnet");
            assertThat(stage.environment().holder()).isNull();
            assertThat(stage.environment().ledger().entries()).hasSize(2);
        }
    }

    @Test
    void whatBecameOfATerminatedHolderIsToldOnceAndItsClaimsAreSettled() {
        world.wants(Plans.slow("cluster"), Plans.slow("compute", "cluster")).claims(Plans.claims("subnet"));
        try (Stage stage = new Stage(world)) {
            terminateInFlight(stage, "compute");
            stage.passes(Duration.ofMinutes(41));

            assertThat(world.topic().published()).last().satisfies(outcome -> {
                assertThat(outcome.sequence()).isEqualTo(OutcomeActivities.LAST_WORD);
                assertThat(outcome.status().state()).isEqualTo(ROLLED_BACK);
                assertThat(outcome.status().failure().code()).isEqualTo("TERMINATED");
                assertThat(outcome.status().undone()).hasSize(2);
            });
            assertThat(world.settled()).singleElement().satisfies(claims -> {
                assertThat(claims.before()).isEqualTo(Plans.claims("subnet"));
                assertThat(claims.now()).isEqualTo(Claims.none());
            });
        }
    }

    @Test
    void whatTheClosedDoorOfATerminatedHolderStandsOnIsClaimedAfterIt() {
        ResourceId subnet = Plans.WORKSPACE
                .sibling("Microsoft.Network/virtualNetworks", "net")
                .child("subnets", "training");
        world.wants(Plans.closing("storage", subnet), Plans.slow("cluster", "storage"));
        try (Stage stage = new Stage(world)) {
            terminateInFlight(stage, "cluster");
            stage.passes(Duration.ofMinutes(41));

            assertThat(world.standing()).containsExactly("storage");
            assertThat(world.settled())
                    .singleElement()
                    .satisfies(claims -> assertThat(claims.now().elements())
                            .extracting(Claims.Element::resource)
                            .containsOnly(subnet));
        }
    }

    @Test
    void aTerminatedHolderThatWasToReopenItsDoorsHasThemReopened() {
        world.wants(Plans.quick("subnet"), Plans.tighten("storage", "subnet"), Plans.slow("cluster", "storage"))
                .reopensNetwork();
        try (Stage stage = new Stage(world)) {
            terminateInFlight(stage, "cluster");
            stage.passes(Duration.ofMinutes(41));

            assertThat(world.standing()).isEmpty();
        }
    }

    /** The test server cannot reset. A new run of the same id, which asks anew, is what a reset to the beginning makes. */
    @Test
    void aHolderThatWasResetKeepsTheTurnAndIsNotUndone() {
        world.wants(Plans.slow("cluster"), Plans.slow("compute", "cluster"));
        try (Stage stage = new Stage(world)) {
            terminateInFlight(stage, "compute");
            RequestWorkflow reset = stage.restart(Stage.request("r1"));
            RequestStatus status = stage.result(reset);

            assertThat(status.state()).isEqualTo(READY);
            assertThat(world.undoCalls()).isEmpty();
            assertThat(world.created()).containsExactly("cluster", "compute");
            assertThat(stage.environment().ended()).extracting(Ended::state).containsExactly(READY);
            assertThat(stage.environment().ledger().entries())
                    .as("what the run before did is owned still")
                    .extracting(LedgerEntry::reference)
                    .contains("r1|cluster", "r1|compute");
        }
    }

    @Test
    void aTerminatedWaiterIsSkippedWhenItsTurnComes() {
        try (Stage stage = new Stage(world)) {
            world.at("await", "cluster", first -> {
                RequestWorkflow second = stage.start(Stage.request("r2"));
                until(() -> stage.environment().waiting().size() == 1);
                untilIdle(stage, "request/r2");
                WorkflowStub.fromTyped(second).terminate("a mistake");
                stage.start(Stage.request("r3"));
                until(() -> stage.environment().waiting().size() == 2);
            });
            stage.play(Stage.request("r1"));
            RequestStatus third = stage.result(stage.client()
                    .newWorkflowStub(RequestWorkflow.class, Stage.request("r3").workflowId()));

            assertThat(world.fired()).contains("await cluster");
            assertThat(third.state()).isEqualTo(READY);
            assertThat(stage.environment().ended()).extracting(Ended::requestId).containsExactly("r1", "r3");
        }
    }

    @Test
    void aStuckEnvironmentLetsNobodyInUntilAPersonAcceptsWhatRemains() {
        world.wants(Plans.quick("subnet"), Plans.slow("cluster", "subnet"))
                .withFault("cluster", Fault.REFUSED)
                .withFault("subnet", Fault.UNDO_LOCKED);
        try (Stage stage = new Stage(world)) {
            assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(STUCK);
            world.wants();
            RequestWorkflow second = stage.start(Stage.request("r2"));
            stage.passes(Duration.ofMinutes(100));

            assertThat(second.status().state()).isEqualTo(RequestState.WAITING_FOR_TURN);
            assertThat(stage.environment().stuck()).isEqualTo("r1");
            stage.environmentWorkflow().stuckAccepted(new StuckAccepted("r2", "mina"));
            assertThat(stage.environment().stuck())
                    .as("that is not the stuck one")
                    .isEqualTo("r1");
            stage.environmentWorkflow().stuckAccepted(new StuckAccepted("r1", "mina"));
            assertThat(stage.result(second).state()).isEqualTo(READY);
        }
    }

    @Test
    void aNewRunTakesOverInTheMiddleOfARequestAndLosesNothing() {
        try (Stage stage = new Stage(world)) {
            world.at("await", "cluster", first -> {
                String before = runId(stage);
                stage.start(Stage.request("r2"));
                // Harmless, but as long as 600 signals of requests.
                for (int i = 0; i < 600; i++) {
                    stage.environmentWorkflow().stuckAccepted(new StuckAccepted("nobody", "mina"));
                }
                until(() -> !runId(stage).equals(before));
                assertThat(stage.environment().holder().asked().requestId()).isEqualTo("r1");
            });
            assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(READY);
            RequestWorkflow second = stage.client()
                    .newWorkflowStub(RequestWorkflow.class, Stage.request("r2").workflowId());

            assertThat(world.fired()).contains("await cluster");
            assertThat(stage.result(second).state()).isEqualTo(READY);
            assertThat(stage.environment().ended()).extracting(Ended::requestId).containsExactly("r1", "r2");
            assertThat(stage.environment().ledger().entries()).hasSize(3);
        }
    }

    @Test
    void anOperatorsCancelByMistakeLosesNothing() {
        try (Stage stage = new Stage(world)) {
            stage.play(Stage.request("r1"));
            WorkflowStub.fromTyped(stage.environmentWorkflow()).cancel();

            assertThat(stage.play(Stage.request("r2")).state()).isEqualTo(READY);
            assertThat(stage.environment().ledger().entries()).hasSize(3);
        }
    }

    /** Between two attempts of its await: the time-skipping server stops for ever if an activity loses its workflow while it runs. */
    private void terminateInFlight(Stage stage, String step) {
        RequestWorkflow request = stage.start(Stage.request("r1"));
        while (request.status().steps().stream()
                .noneMatch(at -> at.stepId().equals(step) && at.state() == StepState.IN_FLIGHT)) {
            stage.passes(Duration.ofMinutes(5));
        }
        untilIdle(stage, "request/r1");
        WorkflowStub.fromTyped(request).terminate("a mistake");
    }

    private static String runId(Stage stage) {
        return WorkflowStub.fromTyped(stage.environmentWorkflow())
                .describe()
                .getExecution()
                .getRunId();
    }
}
