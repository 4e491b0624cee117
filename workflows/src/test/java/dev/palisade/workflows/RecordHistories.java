package dev.palisade.workflows;

import static dev.palisade.workflows.contract.RequestState.AWAITING_APPROVAL;
import static dev.palisade.workflows.contract.RequestState.CANCELLED;
import static dev.palisade.workflows.contract.RequestState.PARKED;
import static dev.palisade.workflows.contract.RequestState.PLANNED;
import static dev.palisade.workflows.contract.RequestState.READY;
import static dev.palisade.workflows.contract.RequestState.REJECTED;
import static dev.palisade.workflows.contract.RequestState.ROLLED_BACK;
import static dev.palisade.workflows.contract.RequestState.STUCK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.Severity;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.EnvironmentWorkflow;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.contract.RequestWorkflow.Approval;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Fault;
import dev.palisade.workflows.fake.Moments;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Writes the histories that {@link ReplayTest} replays. Run by hand: {@code mvn -pl workflows -am test -Dtest=RecordHistories#paused -Drecord=true},
 * one that is new at a time. */
@EnabledIfSystemProperty(named = "record", matches = "true")
class RecordHistories {
    private static final JsonNode DOCUMENT =
            JsonNodeFactory.instance.objectNode().put("name", "churn-prod");
    private static final Path FOLDER = Path.of("src/test/resources/histories");

    @Test
    void ready() throws IOException {
        record("ready", READY, world());
    }

    /** What bears no tags is told of as soon as it is made. */
    @Test
    void ownershipTold() throws IOException {
        FakeWorld untagged = new FakeWorld()
                .wants(
                        Plans.quick("subnet"),
                        Plans.untagged("extension", "subnet"),
                        Plans.slow("compute", "extension"));
        record("ownership-told", READY, untagged);
    }

    @Test
    void rejected() throws IOException {
        Finding refuses =
                new Finding(FindingCode.SUBNET_MISSING, Severity.REFUSES, "/network", WhoseMove.YOURS, Map.of());
        record("rejected", REJECTED, world().finds(refuses));
    }

    @Test
    void rolledBack() throws IOException {
        record("rolled-back", ROLLED_BACK, world().withFault("compute", Fault.FAILS_LATE));
    }

    @Test
    void parked() throws IOException {
        record("parked", PARKED, world().withFault("compute", Fault.QUOTA));
    }

    @Test
    void stuck() throws IOException {
        record("stuck", STUCK, world().withFault("compute", Fault.REFUSED).withFault("subnet", Fault.UNDO_LOCKED));
    }

    @Test
    void cancelled() throws IOException {
        FakeWorld world = world();
        try (Stage stage = Stage.withoutRepetition(world)) {
            world.at(
                    "begun",
                    "cluster",
                    Moments.cancelling(
                            stage,
                            request -> stage.client()
                                    .newWorkflowStub(RequestWorkflow.class, request)
                                    .cancel("not needed any more")));
            play(stage, "cancelled", CANCELLED);
        }
    }

    @Test
    void operation() throws IOException {
        try (Stage stage = Stage.withoutRepetition(world().claims(Plans.claims("subnet")))) {
            stage.play(Stage.request("r0"));
            play(stage, "operation", Stage.request("r1", RequestType.COMPUTE_SCALE, Stage.LATER), READY);
        }
    }

    @Test
    void deleted() throws IOException {
        FakeWorld world = world().standsFor(DOCUMENT);
        try (Stage stage = Stage.withoutRepetition(world)) {
            stage.play(Stage.request("r0"));
            world.wants(
                            Plans.deletion("compute", "r0|compute"),
                            Plans.after(Plans.deletion("cluster", "r0|cluster"), "delete/compute"))
                    .standsFor(null)
                    .needsApproval();
            RequestWorkflow request = stage.start(Stage.request("r1", RequestType.DELETE, Stage.LATER));
            approve(request);
            ended(stage, "deleted", request, READY);
            write("environment-deleted", stage, EnvironmentWorkflow.WORKFLOW_ID_PREFIX + Plans.WORKSPACE.key());
        }
    }

    @Test
    void approvedTwice() throws IOException {
        approvedTwice("approved-twice");
    }

    private static void approvedTwice(String name) throws IOException {
        FakeWorld world = world().needsApproval().withFault("cluster", Fault.WORLD_CHANGED);
        try (Stage stage = Stage.withoutRepetition(world)) {
            world.at("begin", "cluster", id -> world.wants(Plans.slow("other"), Plans.quick("subnet")));
            RequestWorkflow request = stage.start(Stage.request("r1"));
            approve(request);
            Moments.until(() -> world.fired().contains("WORLD_CHANGED cluster"));
            approve(request);
            ended(stage, name, request, READY);
        }
    }

    @Test
    void claimsRefusedAtFirst() throws IOException {
        record(
                "claims-refused-at-first",
                READY,
                world().claims(Plans.claims("subnet")).refusesClaims(1));
    }

    @Test
    void paused() throws IOException {
        FakeWorld world = world();
        world.at("begin", "cluster", id -> world.pause());
        world.at("pause", Plans.WORKSPACE.key(), id -> world.unpause());
        record("paused", READY, world);
    }

    @Test
    void rolledBackSideBySide() throws IOException {
        FakeWorld world = new FakeWorld()
                .wants(
                        Plans.quick("subnet"),
                        Plans.quick("cluster", "subnet"),
                        Plans.quick("compute", "subnet"),
                        Plans.slow("attachment", "cluster", "compute"));
        record("rolled-back-side-by-side", ROLLED_BACK, world.withFault("attachment", Fault.REFUSED));
    }

    @Test
    void secondAttempt() throws IOException {
        FakeWorld world = world().withFault("compute", Fault.QUOTA);
        try (Stage stage = Stage.withoutRepetition(world)) {
            stage.play(Stage.request("r1"));
            world.withoutFault("compute");
            play(stage, "second-attempt", attempt(RequestType.APPLY), READY);
        }
    }

    @Test
    void accepted() throws IOException {
        FakeWorld world = world().withFault("compute", Fault.QUOTA).standsFor(DOCUMENT);
        try (Stage stage = Stage.withoutRepetition(world)) {
            stage.play(Stage.request("r1"));
            world.wants();
            play(stage, "accepted", attempt(RequestType.ACCEPT), READY);
        }
    }

    @Test
    void resumed() throws IOException {
        FakeWorld world = world().withFault("compute", Fault.REFUSED).withFault("subnet", Fault.UNDO_LOCKED);
        try (Stage stage = Stage.withoutRepetition(world)) {
            assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(STUCK);
            world.withoutFault("subnet");
            play(stage, "resumed", attempt(RequestType.RESUME), ROLLED_BACK);
            write("environment-stuck", stage, EnvironmentWorkflow.WORKFLOW_ID_PREFIX + Plans.WORKSPACE.key());
        }
    }

    @Test
    void dryRun() throws IOException {
        try (Stage stage = Stage.withoutRepetition(world())) {
            play(stage, "planned", Stage.request("p1", RequestType.PLAN, Stage.LATER), PLANNED);
        }
    }

    @Test
    void environmentThatBuries() throws IOException {
        FakeWorld world = world().claims(Plans.claims("subnet"));
        try (Stage stage = Stage.withoutRepetition(world)) {
            RequestWorkflow request = stage.start(Stage.request("r1"));
            while (request.status().steps().stream().noneMatch(step -> step.state() == StepState.IN_FLIGHT)) {
                stage.temporal().sleep(Duration.ofMinutes(5));
            }
            WorkflowStub.fromTyped(request).terminate("a mistake");
            stage.temporal().sleep(Duration.ofMinutes(41));
            assertThat(stage.environment().ended()).hasSize(1);
            write("environment-burying", stage, EnvironmentWorkflow.WORKFLOW_ID_PREFIX + Plans.WORKSPACE.key());
        }
    }

    @Test
    void readyToldOnTheWay() throws IOException {
        record("ready-told", READY, world());
    }

    @Test
    void rolledBackToldOnTheWay() throws IOException {
        record("rolled-back-told", ROLLED_BACK, world().withFault("compute", Fault.FAILS_LATE));
    }

    @Test
    void plannedTold() throws IOException {
        try (Stage stage = Stage.withoutRepetition(world())) {
            play(stage, "planned-told", Stage.request("p1", RequestType.PLAN, Stage.LATER), PLANNED);
        }
    }

    @Test
    void cancelledWhileTheBrokerIsAway() throws IOException {
        FakeWorld world = world();
        try (Stage stage = Stage.withoutRepetition(world)) {
            world.at("begun", "cluster", Moments.cancelling(stage, request -> {
                world.topic().away(7);
                stage.client().newWorkflowStub(RequestWorkflow.class, request).cancel("not needed any more");
            }));
            play(stage, "cancelled-untold-at-first", CANCELLED);
        }
    }

    @Test
    void approvedTwiceToldOnTheWay() throws IOException {
        approvedTwice("approved-twice-told");
    }

    @Test
    void resumedTold() throws IOException {
        FakeWorld world = world().withFault("compute", Fault.REFUSED).withFault("subnet", Fault.UNDO_LOCKED);
        try (Stage stage = Stage.withoutRepetition(world)) {
            assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(STUCK);
            world.withoutFault("subnet");
            play(stage, "resumed-told", attempt(RequestType.RESUME), ROLLED_BACK);
        }
    }

    private static Request attempt(RequestType type) {
        return Stage.request("r1").again(2, type, "mina", Stage.LATER);
    }

    private static void approve(RequestWorkflow request) {
        Moments.until(() -> request.status().state() == AWAITING_APPROVAL);
        request.approve(new Approval(request.status().plan().hash(), true, "mina"));
    }

    private static FakeWorld world() {
        return new FakeWorld()
                .wants(
                        Plans.quick("subnet"),
                        Plans.slow("cluster", "subnet"),
                        Plans.slow("compute", "cluster"),
                        Plans.tighten("storage", "subnet", "compute"));
    }

    private static void record(String name, RequestState end, FakeWorld world) throws IOException {
        try (Stage stage = Stage.withoutRepetition(world)) {
            play(stage, name, end);
            if (name.equals("ready")) {
                write("environment", stage, EnvironmentWorkflow.WORKFLOW_ID_PREFIX + Plans.WORKSPACE.key());
            }
        }
    }

    private static void play(Stage stage, String name, RequestState end) throws IOException {
        play(stage, name, Stage.request("r1"), end);
    }

    private static void play(Stage stage, String name, Request request, RequestState end) throws IOException {
        ended(stage, name, stage.start(request), end);
    }

    private static void ended(Stage stage, String name, RequestWorkflow request, RequestState end) throws IOException {
        assertThat(stage.result(request).state()).isEqualTo(end);
        write(name, stage, WorkflowStub.fromTyped(request).getExecution().getWorkflowId());
    }

    private static void write(String name, Stage stage, String workflowId) throws IOException {
        Files.createDirectories(FOLDER);
        Files.writeString(
                FOLDER.resolve(name + ".json"), stage.history(workflowId).toJson(true));
    }
}
