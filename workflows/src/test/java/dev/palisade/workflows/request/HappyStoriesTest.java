package dev.palisade.workflows.request;

import static dev.palisade.workflows.contract.RequestState.PLANNED;
import static dev.palisade.workflows.contract.RequestState.READY;
import static dev.palisade.workflows.contract.RequestState.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.Severity;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HappyStoriesTest {
    private final FakeWorld world = new FakeWorld()
            .wants(
                    Plans.quick("subnet"),
                    Plans.slow("cluster", "subnet"),
                    Plans.slow("compute", "subnet"),
                    Plans.tighten("storage", "subnet", "cluster", "compute"));

    @Test
    void aPlanIsAppliedAndTheEnvironmentKnowsIt() {
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(status.state()).isEqualTo(READY);
            assertThat(status.generation()).isEqualTo(1);
            assertThat(status.steps()).extracting(StepProgress::state).containsOnly(StepState.DONE);
            assertThat(world.standing()).containsExactly("cluster", "compute", "storage", "subnet");
            assertThat(world.topic().endings()).containsExactly(status.withoutBodies());
            assertThat(stage.environment().desired().requestId()).isEqualTo("r1");
            assertThat(stage.environment().holder()).isNull();
            assertThat(stage.environment().ledger().entries())
                    .hasSize(4)
                    .extracting(LedgerEntry::state)
                    .containsOnly(State.STANDING);
        }
    }

    @Test
    void whatDependsOnNothingOfEachOtherRunsAtTheSameTime() {
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            StepProgress cluster = progress(status, "cluster");
            StepProgress compute = progress(status, "compute");
            assertThat(cluster.startedAt()).isBefore(compute.endedAt());
            assertThat(compute.startedAt()).isBefore(cluster.endedAt());
            assertThat(progress(status, "storage").startedAt())
                    .isAfterOrEqualTo(cluster.endedAt())
                    .isAfterOrEqualTo(compute.endedAt());
        }
    }

    @Test
    void everyUndoIsRegisteredBeforeTheFirstAct() {
        try (Stage stage = new Stage(world)) {
            world.at("begin", "subnet", request -> {
                assertThat(stage.environmentCalls()).containsExactly("askTurn r1", "intend r1");
                assertThat(stage.environment().ledger().entries())
                        .hasSize(4)
                        .extracting(LedgerEntry::state)
                        .containsOnly(State.INTENDED);
            });
            stage.play(Stage.request("r1"));

            assertThat(world.fired()).contains("begin subnet");
            assertThat(new LinkedHashSet<>(stage.environmentCalls()))
                    .containsExactly("askTurn r1", "intend r1", "release r1 READY");
        }
    }

    @Test
    void aWorldThatIsAsWantedIsReadyWithoutAnAct() {
        try (Stage stage = new Stage(world)) {
            stage.play(Stage.request("r1"));
            RequestStatus second = stage.play(Stage.request("r2"));

            assertThat(second.state()).isEqualTo(READY);
            assertThat(second.plan().isEmpty()).isTrue();
            assertThat(stage.environment().desired().requestId()).isEqualTo("r2");
            assertThat(stage.environment().ledger().entries())
                    .as("r1 still owns it")
                    .hasSize(4);
        }
    }

    @Test
    void aFindingThatRefusesRejectsAndTouchesNothing() {
        world.finds(new Finding(
                FindingCode.SUBNET_MISSING, Severity.REFUSES, "/network/subnets/training", WhoseMove.YOURS, Map.of()));
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("r1"));

            assertThat(status.state()).isEqualTo(REJECTED);
            assertThat(status.findings()).hasSize(1);
            assertThat(world.standing()).isEmpty();
            assertThat(stage.environment().desired()).isNull();
            assertThat(stage.environment().lastGeneration()).isZero();
            assertThat(new LinkedHashSet<>(stage.environmentCalls()))
                    .containsExactly("askTurn r1", "release r1 REJECTED");
        }
    }

    @Test
    void aDryRunTakesNoTurnAndChangesNothing() {
        try (Stage stage = new Stage(world)) {
            RequestStatus status = stage.play(Stage.request("p1", RequestType.PLAN, Instant.EPOCH));

            assertThat(status.state()).isEqualTo(PLANNED);
            assertThat(status.plan().steps()).hasSize(4);
            assertThat(world.standing()).isEmpty();
            assertThat(stage.environmentCalls()).containsExactly("book");
            assertThat(world.topic().told("p1")).containsExactly("accepted", "planned");
        }
    }

    @Test
    void aBrokerThatIsAwayHoldsNeitherTheWorkNorTheTurn() {
        world.topic().away(50);
        try (Stage stage = new Stage(world)) {
            stage.start(Stage.request("r1"));
            RequestStatus second = stage.play(Stage.request("r2"));

            assertThat(world.fired()).filteredOn("broker away"::equals).hasSize(50);
            assertThat(second.state()).isEqualTo(READY);
            assertThat(stage.environment().holder()).isNull();
            assertThat(stage.environment().ended())
                    .as("both ended before either outcome could be told")
                    .hasSize(2)
                    .allSatisfy(ended -> assertThat(ended.at())
                            .isBefore(world.topic()
                                    .published()
                                    .get(0)
                                    .status()
                                    .acceptedAt()
                                    .plusSeconds(3600)));
            assertThat(world.topic().told("r2")).endsWith("ready");
        }
    }

    @Test
    void aReleaseThatDoesNotGetThroughIsTriedAgain() {
        try (Stage stage = new Stage(world)) {
            stage.failOnce("release r1 READY");

            assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(READY);
            assertThat(stage.environment().holder()).isNull();
            assertThat(stage.environmentCalls()).contains("release r1 READY");
        }
    }

    private static StepProgress progress(RequestStatus status, String stepId) {
        return status.steps().stream()
                .filter(step -> step.stepId().equals(stepId))
                .findFirst()
                .orElseThrow();
    }
}
