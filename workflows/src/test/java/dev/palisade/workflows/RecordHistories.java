package dev.palisade.workflows;

import static dev.palisade.workflows.contract.RequestState.CANCELLED;
import static dev.palisade.workflows.contract.RequestState.PARKED;
import static dev.palisade.workflows.contract.RequestState.READY;
import static dev.palisade.workflows.contract.RequestState.REJECTED;
import static dev.palisade.workflows.contract.RequestState.ROLLED_BACK;
import static dev.palisade.workflows.contract.RequestState.STUCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.Severity;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.workflows.contract.EnvironmentWorkflow;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Fault;
import dev.palisade.workflows.fake.Moments;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Writes the histories that {@link ReplayTest} replays. Run by hand: {@code mvn -pl workflows -am test -Dtest=RecordHistories -Drecord=true}. */
@EnabledIfSystemProperty(named = "record", matches = "true")
class RecordHistories {
    private static final Path FOLDER = Path.of("src/test/resources/histories");

    @Test
    void ready() throws IOException {
        record("ready", READY, world());
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
            if (end == READY) {
                write("environment", stage, EnvironmentWorkflow.WORKFLOW_ID_PREFIX + Plans.WORKSPACE.key());
            }
        }
    }

    private static void play(Stage stage, String name, RequestState end) throws IOException {
        assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(end);
        write(name, stage, "request/r1");
    }

    private static void write(String name, Stage stage, String workflowId) throws IOException {
        Files.createDirectories(FOLDER);
        Files.writeString(
                FOLDER.resolve(name + ".json"), stage.history(workflowId).toJson(true));
    }
}
