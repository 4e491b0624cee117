package dev.palisade.activities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.activities.arm.ArmClient;
import dev.palisade.activities.arm.AzureSettings;
import dev.palisade.activities.arm.AzureSettings.CredentialKind;
import dev.palisade.activities.arm.OperationSealer;
import dev.palisade.activities.arm.SimulatedTime;
import dev.palisade.local.arm.ArmSimulator;
import dev.palisade.local.arm.SimulatorOptions;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.planning.document.DocumentReader;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.Begun;
import dev.palisade.workflows.contract.Operation;
import dev.palisade.workflows.contract.PlanningActivities.PlanCall;
import dev.palisade.workflows.contract.PlanningActivities.Prepared;
import dev.palisade.workflows.contract.StepActivities.AwaitCall;
import dev.palisade.workflows.contract.StepActivities.Difference;
import dev.palisade.workflows.contract.StepActivities.StepCall;
import dev.palisade.workflows.contract.StepActivities.UndoCall;
import dev.palisade.workflows.contract.StepActivities.VerifyCall;
import dev.palisade.workflows.contract.Undone;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** The example's Azure in a simulator, a worker with the real activities before it, and Temporal's test server between, in real time. */
final class SimulatedAzure implements AutoCloseable {
    static final String REQUEST = "r-1";
    static final String SUBNET = "subnet/mynetwork/default";
    static final String STORAGE = "storage/wsstorage7c1";
    static final String COMPUTE = "compute/cpucluster";
    static final String CLUSTER = "cluster/myaks";

    private static final double SPEED = 600;
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final Pattern PAYLOAD = Pattern.compile("\"data\": *\"([A-Za-z0-9+/=]+)\"");
    private static final String TASK_QUEUE = "story";

    final ArmSimulator azure = ArmSimulator.start(
            new SimulatorOptions(0, SPEED, null, EXAMPLES.resolve("world.json")));
    final JsonNode document = document();
    final String environment = DocumentReader.read(document).document().environmentId();

    private final List<String> started = new ArrayList<>();
    private final ExecutorService readers = Executors.newFixedThreadPool(4);
    private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());

    /** Another client of the same Azure. */
    final ArmClient somebodyElse;

    SimulatedAzure() {
        this(new byte[OperationSealer.KEY_BYTES]);
    }

    private SimulatedAzure(byte[] key) {
        AzureSettings settings = new AzureSettings(
                URI.create(azure.baseUrl()),
                CredentialKind.SIMULATOR,
                null,
                Set.of(),
                new SimulatedTime(SPEED),
                Duration.ofSeconds(2),
                AzureSettings.SERVICE_LIMIT);
        ArmClient arm = ArmClient.of(settings);
        somebodyElse = ArmClient.of(settings);
        Worker worker = temporal.newWorker(TASK_QUEUE);
        worker.registerWorkflowImplementationTypes(Story.workflows());
        worker.registerActivitiesImplementations(
                new StepActivitiesImpl(arm, settings, new OperationSealer(key)),
                new PlanningActivitiesImpl(arm, settings, readers));
        temporal.start();
    }

    Prepared prepare(String requestId) {
        return stub(Story.Prepare.class, "prepare")
                .prepare(new PlanCall(requestId, environment, document, Ledger.empty()));
    }

    /** The step as the planner makes it from the world as it is now. */
    Step step(String id) {
        return prepare(REQUEST).plan().steps().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    Begun apply(Step step) {
        return stub(Story.Apply.class, "apply").apply(new StepCall(REQUEST, environment, step));
    }

    Begun begin(Step step) {
        return stub(Story.Begin.class, "begin").begin(new StepCall(REQUEST, environment, step));
    }

    void await(Step step, Operation operation) {
        stub(Story.Await.class, "await").await(new AwaitCall(REQUEST, environment, step, operation));
    }

    Undone undo(Step step, Ownership ownership, boolean answered) {
        LedgerEntry intended = new LedgerEntry(REQUEST, step, Ownership.UNKNOWN, LedgerEntry.State.INTENDED);
        LedgerEntry entry = ownership == Ownership.UNKNOWN ? intended : intended.standing(ownership);
        return stub(Story.Undo.class, "undo").undo(new UndoCall(environment, entry, answered));
    }

    List<Difference> verify(List<Step> steps) {
        return stub(Story.Verify.class, "verify").verify(new VerifyCall(environment, steps));
    }

    /** The failure that a call ends with. */
    static AzureFailure failure(Callable<?> call) throws Exception {
        try {
            call.call();
        } catch (WorkflowException failed) {
            Throwable cause = failed;
            while (!(cause instanceof ApplicationFailure)) {
                cause = cause.getCause();
            }
            return ((ApplicationFailure) cause).getDetails().get(0, AzureFailure.class);
        }
        throw new AssertionError("It did not fail");
    }

    JsonNode resource(Step step) {
        return azure.resource(step.resource().toString()).orElseThrow();
    }

    boolean exists(Step step) {
        return azure.resource(step.resource().toString()).isPresent();
    }

    /** How many requests really had this effect on the step's resource. */
    long effects(Step step, Effect effect) {
        return azure.audit().stream()
                .filter(entry -> entry.effect() == effect)
                .filter(entry -> String.valueOf(entry.resource())
                        .toLowerCase(Locale.ROOT)
                        .equals(step.resource().key()))
                .count();
    }

    /** Everything that Temporal keeps of all that was run here, its payloads decoded. */
    String histories() {
        StringBuilder all = new StringBuilder();
        for (String id : started) {
            String history = temporal.getWorkflowClient().fetchHistory(id).toJson(true).replace("\\u003d", "=");
            all.append(history);
            PAYLOAD.matcher(history)
                    .results()
                    .forEach(payload -> all.append(new String(
                            Base64.getDecoder().decode(payload.group(1)), StandardCharsets.UTF_8)));
        }
        return all.toString();
    }

    private <T> T stub(Class<T> workflow, String name) {
        String id = name + "-" + UUID.randomUUID();
        started.add(id);
        return temporal.getWorkflowClient()
                .newWorkflowStub(
                        workflow,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TASK_QUEUE)
                                .setWorkflowId(id)
                                .build());
    }

    private static JsonNode document() {
        try {
            return DocumentReader.read(Files.readString(EXAMPLES.resolve("secure-environment.yaml")))
                    .body();
        } catch (IOException missing) {
            throw new IllegalStateException("The example is not where it was", missing);
        }
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException malformed) {
            throw new IllegalArgumentException("The test's own JSON is malformed: " + text, malformed);
        }
    }

    @Override
    public void close() {
        temporal.close();
        azure.close();
        readers.shutdownNow();
    }
}
