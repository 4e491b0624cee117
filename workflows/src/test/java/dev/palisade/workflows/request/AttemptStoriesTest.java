package dev.palisade.workflows.request;

import static dev.palisade.workflows.contract.RequestState.CANCELLED;
import static dev.palisade.workflows.contract.RequestState.PARKED;
import static dev.palisade.workflows.contract.RequestState.READY;
import static dev.palisade.workflows.contract.RequestState.REJECTED;
import static dev.palisade.workflows.contract.RequestState.ROLLED_BACK;
import static dev.palisade.workflows.contract.RequestState.STUCK;
import static dev.palisade.workflows.fake.Moments.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Fault;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What an operator may do with a request that did not end well: each is a further attempt at it. */
class AttemptStoriesTest {
    private static final Instant LATER = Instant.parse("2026-11-22T12:00:00Z");

    private final FakeWorld world = new FakeWorld()
            .wants(Plans.quick("subnet"), Plans.slow("cluster", "subnet"), Plans.slow("compute", "cluster"))
            .standsFor(JsonNodeFactory.instance.objectNode().put("name", "churn-prod"));

    @Test
    void aParkedRequestIsTriedAgainAndDoesOnlyWhatIsMissing() {
        world.withFault("compute", Fault.QUOTA);
        try (Stage stage = new Stage(world)) {
            assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(PARKED);
            world.withoutFault("compute");
            RequestStatus second = stage.play(attempt(2, RequestType.APPLY));

            assertThat(second.state()).isEqualTo(READY);
            assertThat(second.attempt()).isEqualTo(2);
            assertThat(second.by()).isEqualTo("mina");
            assertThat(second.plan().steps()).extracting(step -> step.id()).containsExactly("compute");
            assertThat(world.created()).containsExactly("subnet", "cluster", "compute");
            assertThat(stage.environment().ledger().entries())
                    .as("what the first attempt made is owned still")
                    .hasSize(3)
                    .allMatch(entry -> entry.state() == State.STANDING && entry.ownership() != Ownership.UNKNOWN);
            assertThat(world.topic().endings())
                    .extracting(RequestStatus::attempt)
                    .containsExactly(1, 2);
        }
    }

    @Test
    void aRetryThatIsCancelledTakesBackOnlyItsOwn() {
        world.withFault("compute", Fault.QUOTA);
        try (Stage stage = new Stage(world)) {
            stage.play(Stage.request("r1"));
            world.withoutFault("compute");
            world.at(
                    "await",
                    "compute",
                    id -> stage.client()
                            .newWorkflowStub(RequestWorkflow.class, id)
                            .cancel("enough"));
            world.at("verify", "compute", id -> {});
            RequestStatus second = stage.play(attempt(2, RequestType.APPLY));

            assertThat(world.fired()).contains("await compute");
            assertThat(second.state()).isEqualTo(CANCELLED);
            assertThat(world.standing()).containsExactly("cluster", "subnet");
            assertThat(stage.environment().ledger().entries())
                    .extracting(LedgerEntry::reference)
                    .contains("r1|subnet", "r1|cluster");
            assertThat(stage.environment().desired().number())
                    .as("parked, as before")
                    .isEqualTo(1);
        }
    }

    @Test
    void aStuckUndoIsResumedAndLetsTheOthersIn() {
        try (Stage stage = stuck()) {
            RequestWorkflow other = stage.start(Stage.request("r2", RequestType.APPLY, LATER));
            until(() -> stage.environment().waiting().size() == 1);
            world.withoutFault("subnet").withoutFault("compute");
            RequestStatus resumed = stage.play(attempt(2, RequestType.RESUME));

            assertThat(resumed.state()).isEqualTo(ROLLED_BACK);
            assertThat(resumed.undone())
                    .singleElement()
                    .satisfies(undone -> assertThat(undone.stepId()).isEqualTo("subnet"));
            assertThat(stage.result(other).state()).isEqualTo(READY);
            assertThat(stage.environment().stuck()).isNull();
            assertThat(stage.environment().ledger().entries())
                    .extracting(LedgerEntry::requestId)
                    .containsOnly("r2");
        }
    }

    @Test
    void anUndoThatIsStuckStillStaysStuck() {
        try (Stage stage = stuck()) {
            RequestStatus resumed = stage.play(attempt(2, RequestType.RESUME));

            assertThat(resumed.state()).isEqualTo(STUCK);
            assertThat(stage.environment().stuck()).isEqualTo("r1");
            assertThat(stage.environment().ledger().entries())
                    .extracting(LedgerEntry::state)
                    .containsExactly(State.STUCK);
        }
    }

    @Test
    void aStuckRequestThatIsTriedAgainGoesForward() {
        try (Stage stage = stuck()) {
            world.withoutFault("subnet").withoutFault("compute");
            RequestStatus again = stage.play(attempt(2, RequestType.APPLY));

            assertThat(again.state()).isEqualTo(READY);
            assertThat(stage.environment().stuck()).isNull();
            assertThat(stage.environment().ledger().entries())
                    .hasSize(3)
                    .extracting(LedgerEntry::state)
                    .containsOnly(State.STANDING);
        }
    }

    @Test
    void aRetryOfAStuckRequestThatDoesNothingDoesNotLiftTheStop() {
        try (Stage stage = stuck()) {
            world.at(
                    "prepare",
                    "r1",
                    id -> stage.client()
                            .newWorkflowStub(RequestWorkflow.class, id)
                            .cancel("enough"));
            assertThat(stage.play(attempt(2, RequestType.APPLY)).state()).isEqualTo(CANCELLED);

            assertThat(stage.environment().stuck()).as("subnet is still there").isEqualTo("r1");
        }
    }

    @Test
    void whatAStuckUndoLeftIsAccepted() {
        try (Stage stage = stuck()) {
            assertThat(stage.environment().standing()).isNull();
            assertThat(stage.environment().attempted().generation()).isEqualTo(1);
            world.wants();
            RequestStatus accepted = stage.play(attempt(2, RequestType.ACCEPT));

            assertThat(accepted.state()).isEqualTo(READY);
            assertThat(world.planCalls()).last().satisfies(call -> {
                assertThat(call.type()).isEqualTo(RequestType.ACCEPT);
                assertThat(call.standing()).as("what had been attempted").isNotNull();
            });
            assertThat(stage.environment().stuck()).isNull();
            assertThat(stage.environment().attempted()).isNull();
            assertThat(stage.environment().desired().number()).isEqualTo(2);
            assertThat(stage.environment().ledger().entries())
                    .extracting(LedgerEntry::state)
                    .containsExactly(State.STANDING);
        }
    }

    @Test
    void aParkedWorldIsAcceptedUnlessSomebodyElseMadeItAnewSince() {
        world.withFault("compute", Fault.QUOTA);
        try (Stage stage = new Stage(world)) {
            stage.play(Stage.request("r1"));
            world.wants();
            assertThat(stage.play(attempt(2, RequestType.ACCEPT)).state()).isEqualTo(READY);
            stage.play(Stage.request("r2", RequestType.APPLY, LATER));
            RequestStatus tooLate = stage.play(attempt(3, RequestType.ACCEPT));

            assertThat(tooLate.state()).isEqualTo(REJECTED);
            assertThat(tooLate.failure().code()).isEqualTo("NOT_THE_LATEST");
            assertThat(tooLate.failure().message()).contains("r2");
        }
    }

    @Test
    void nothingIsResumedWhereNothingIsStuck() {
        try (Stage stage = new Stage(world)) {
            stage.play(Stage.request("r1"));
            RequestStatus resumed = stage.play(attempt(2, RequestType.RESUME));

            assertThat(resumed.state()).isEqualTo(REJECTED);
            assertThat(resumed.failure().code()).isEqualTo("NOTHING_TO_RESUME");
            assertThat(world.standing()).hasSize(3);
            assertThat(stage.environment().ledger().entries()).hasSize(3);
        }
    }

    /** The undo of the subnet is refused, and so r1 is stuck with it. */
    private Stage stuck() {
        world.withFault("compute", Fault.REFUSED).withFault("subnet", Fault.UNDO_LOCKED);
        Stage stage = new Stage(world);
        RequestState end = stage.play(Stage.request("r1")).state();
        assertThat(world.fired()).contains("UNDO_LOCKED subnet");
        assertThat(end).isEqualTo(STUCK);
        return stage;
    }

    private static Request attempt(int number, RequestType type) {
        return Stage.request("r1").again(number, type, "mina", LATER.plusSeconds(number));
    }
}
