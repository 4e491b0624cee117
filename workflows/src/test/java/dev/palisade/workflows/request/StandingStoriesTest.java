package dev.palisade.workflows.request;

import static dev.palisade.workflows.contract.RequestState.PARKED;
import static dev.palisade.workflows.contract.RequestState.READY;
import static dev.palisade.workflows.contract.RequestState.REJECTED;
import static dev.palisade.workflows.contract.RequestState.ROLLED_BACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.Severity;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Fault;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an environment knows of itself after each kind of request: its document, what it claims, what it owns. */
class StandingStoriesTest {
    private static final JsonNode FIRST = document("first");
    private static final Finding REFUSAL =
            new Finding(FindingCode.SUBNET_MISSING, Severity.REFUSES, "/network", WhoseMove.YOURS, Map.of());
    private static final Instant LATER = Instant.parse("2026-11-22T09:00:00Z");

    private final FakeWorld world = new FakeWorld()
            .wants(Plans.quick("subnet"), Plans.slow("cluster", "subnet"))
            .claims(Plans.claims("subnet"))
            .standsFor(FIRST);

    @Test
    void whatIsReadyStandsAndTheNextRequestStartsFromIt() {
        try (Stage stage = new Stage(world)) {
            stage.play(Stage.request("r1"));

            assertThat(stage.environment().standing().generation()).isEqualTo(1);
            assertThat(stage.environment().standing().document()).isEqualTo(FIRST);
            assertThat(stage.environment().standing().claims()).isEqualTo(Plans.claims("subnet"));

            stage.play(Stage.request("r2", RequestType.COMPUTE_SCALE, LATER));
            stage.play(Stage.request("p3", RequestType.PLAN, LATER));
            assertThat(world.planCalls())
                    .extracting(
                            call -> call.type(),
                            call -> call.standing() == null
                                    ? 0
                                    : call.standing().generation())
                    .containsExactly(
                            tuple(RequestType.APPLY, 0),
                            tuple(RequestType.COMPUTE_SCALE, 1),
                            tuple(RequestType.PLAN, 2));
        }
    }

    @Test
    void aFailureThatIsTakenBackLeavesWhatStoodBefore() {
        try (Stage stage = new Stage(world)) {
            world.withFault("cluster", Fault.REFUSED);
            assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(ROLLED_BACK);

            assertThat(world.fired()).contains("REFUSED cluster");
            assertThat(stage.environment().standing()).isNull();
            assertThat(last(stage.released()).now()).isEqualTo(Claims.none());
            assertThat(last(stage.released()).before()).isEqualTo(Plans.claims("subnet"));
        }
    }

    @Test
    void everythingIsClaimedAfterItIsRegisteredAndBeforeTheFirstAct() {
        try (Stage stage = new Stage(world)) {
            world.at("claim", "r1", request -> {
                assertThat(stage.environmentCalls()).containsExactly("askTurn r1", "intend r1");
                assertThat(world.created()).isEmpty();
            });
            stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("claim r1");
            assertThat(world.claimed())
                    .singleElement()
                    .satisfies(call -> assertThat(call.claims()).isEqualTo(Plans.claims("subnet")));
        }
    }

    @Test
    void whatIsThereAlreadyIsClaimedToo() {
        try (Stage stage = new Stage(world.alreadyHas("subnet").alreadyHas("cluster"))) {
            assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(READY);

            assertThat(world.created()).isEmpty();
            assertThat(world.claimed()).hasSize(1);
        }
    }

    @Test
    void aNeighbourThatWasFasterMakesThePlanAnew() {
        world.refusesClaims(1);
        try (Stage stage = new Stage(world)) {
            assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(READY);

            assertThat(world.fired()).contains("claim refused");
            assertThat(world.planCalls()).hasSize(2);
            assertThat(world.created()).containsExactly("subnet", "cluster");
        }
    }

    @Test
    void aNeighbourThatKeepsBeingFasterLeavesTheWorldUntouched() {
        world.refusesClaims(9);
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(status.state()).isEqualTo(REJECTED);
            assertThat(status.failure().code()).isEqualTo("TAKEN");
            assertThat(status.steps()).extracting(StepProgress::state).containsOnly(StepState.NOT_BEGUN);
            assertThat(world.created()).isEmpty();
            assertThat(stage.environment().ledger().entries()).isEmpty();
        }
    }

    @Test
    void whatANeighbourHasIsNotClaimedByARequestThatCouldNotHaveIt() {
        try (Stage stage = new Stage(world)) {
            stage.play(Stage.request("r1"));
            world.wants(Plans.slow("attachment"))
                    .claims(Plans.claims("attachment"))
                    .standsFor(document("second"))
                    .refusesClaims(9);
            RequestStatus status = stage.play(Stage.request("r2", RequestType.APPLY, LATER));

            assertThat(world.fired()).contains("claim refused");
            assertThat(status.state()).isEqualTo(REJECTED);
            assertThat(stage.environment().standing().document()).isEqualTo(FIRST);
            assertThat(last(stage.released()).now()).isEqualTo(Plans.claims("subnet"));
            assertThat(last(stage.released()).before().elements())
                    .as("who is told")
                    .containsAll(Plans.claims("attachment").elements());
        }
    }

    @Test
    void aStepThatTakesBackSettlesWhatItTookBackAndOwnsNothingItself() {
        try (Stage stage = new Stage(world)) {
            stage.play(Stage.request("r1"));
            world.wants(Plans.deletion("cluster", LedgerEntry.reference("r1", "cluster")))
                    .standsFor(document("second"));

            assertThat(stage.play(Stage.request("r2", RequestType.CLUSTER_DELETE, LATER))
                            .state())
                    .isEqualTo(READY);
            assertThat(world.standing()).containsExactly("subnet");
            assertThat(references(stage)).containsExactly("r1|subnet");
            assertThat(stage.environment().standing().document()).isEqualTo(document("second"));
        }
    }

    @Test
    void whatIsReleasedIsForgottenAndStaysInTheWorld() {
        try (Stage stage = new Stage(world)) {
            stage.play(Stage.request("r1"));
            world.wants(Plans.quick("subnet")).releases("r1|cluster");
            stage.play(Stage.request("r2"));

            assertThat(world.standing()).containsExactly("cluster", "subnet");
            assertThat(references(stage)).containsExactly("r1|subnet");
        }
    }

    @Test
    void afterADeleteNothingStandsAndNumbersGoOn() {
        try (Stage stage = new Stage(world)) {
            stage.play(Stage.request("r1"));
            delete(world);
            assertThat(stage.play(Stage.request("d2", RequestType.DELETE, LATER))
                            .state())
                    .isEqualTo(READY);

            assertThat(world.standing()).isEmpty();
            assertThat(stage.environment().standing()).isNull();
            assertThat(stage.environment().desired()).isNull();
            assertThat(stage.environment().lastGeneration()).isEqualTo(2);
            assertThat(references(stage)).isEmpty();
            assertThat(last(stage.released()).now()).isEqualTo(Claims.none());
            assertThat(last(stage.released()).before()).isEqualTo(Plans.claims("subnet"));
        }
    }

    @Test
    void aDeleteThatFailsBehindItsPivotIsParkedAndOwnsWhatIsLeft() {
        try (Stage stage = new Stage(world)) {
            stage.play(Stage.request("r1"));
            delete(world);
            world.withFault("delete/subnet", Fault.REFUSED);
            RequestStatus status = stage.play(Stage.request("d2", RequestType.DELETE, LATER));

            assertThat(world.fired()).contains("REFUSED delete/subnet");
            assertThat(status.state()).isEqualTo(PARKED);
            assertThat(world.standing()).containsExactly("subnet");
            assertThat(stage.environment().standing().document()).isEqualTo(FIRST);
            assertThat(references(stage)).containsExactly("r1|subnet");
        }
    }

    @Test
    void aDeleteLooksAgainOnceItsNeighboursKnowAndTakesBackWhatFellToIt() {
        try (Stage stage = new Stage(world.alreadyHas("rule"))) {
            stage.play(Stage.request("r1"));
            delete(world);
            world.at("giveUp", Plans.WORKSPACE.key(), request -> world.wants(Plans.deletion("rule", "other|rule")));
            RequestStatus status = stage.play(Stage.request("d2", RequestType.DELETE, LATER));

            assertThat(world.fired()).contains("giveUp " + Plans.WORKSPACE.key());
            assertThat(status.state()).isEqualTo(READY);
            assertThat(world.standing()).isEmpty();
            assertThat(world.givenUp()).singleElement().satisfies(told -> {
                assertThat(told.claims().now()).isEqualTo(Claims.none());
                assertThat(told.settled()).containsExactlyInAnyOrder("r1|cluster", "r1|subnet");
            });
            assertThat(last(world.planCalls()).ledger().entries())
                    .as("nothing of what is taken back, and that it is this request that takes it back")
                    .extracting(LedgerEntry::requestId, LedgerEntry::state)
                    .containsExactly(tuple("d2", State.INTENDED), tuple("d2", State.INTENDED));
            assertThat(last(stage.released()).givenUp()).hasSize(2);
        }
    }

    @Test
    void aDeleteThatMayNotTakeBackWhatFellToItIsParked() {
        try (Stage stage = new Stage(world.alreadyHas("rule"))) {
            stage.play(Stage.request("r1"));
            delete(world);
            world.at("giveUp", Plans.WORKSPACE.key(), request -> world.finds(REFUSAL));
            RequestStatus status = stage.play(Stage.request("d2", RequestType.DELETE, LATER));

            assertThat(world.fired()).contains("giveUp " + Plans.WORKSPACE.key());
            assertThat(status.state()).isEqualTo(PARKED);
            assertThat(status.failure().code()).isEqualTo("PLAN_REFUSED");
            assertThat(last(stage.released()).now()).isEqualTo(Plans.claims("subnet"));
        }
    }

    private static void delete(FakeWorld world) {
        world.wants(
                        Plans.deletion("cluster", "r1|cluster"),
                        Plans.after(Plans.deletion("subnet", "r1|subnet"), "delete/cluster"))
                .claims(Claims.none())
                .standsFor(null);
    }

    private static List<String> references(Stage stage) {
        return stage.environment().ledger().entries().stream()
                .map(LedgerEntry::reference)
                .toList();
    }

    private static <T> T last(List<T> all) {
        return all.get(all.size() - 1);
    }

    private static JsonNode document(String name) {
        return JsonNodeFactory.instance.objectNode().put("name", name);
    }
}
