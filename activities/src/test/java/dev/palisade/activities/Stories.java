package dev.palisade.activities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.activities.arm.ArmClient;
import dev.palisade.activities.arm.AzureSettings;
import dev.palisade.activities.arm.AzureSettings.CredentialKind;
import dev.palisade.activities.arm.OperationSealer;
import dev.palisade.activities.arm.SimulatedTime;
import dev.palisade.activities.arm.VaultSecrets;
import dev.palisade.activities.shared.Parents;
import dev.palisade.activities.shared.Pauses;
import dev.palisade.activities.shared.RunningWorkflows;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Scopes;
import dev.palisade.planning.request.Standing;
import dev.palisade.workflows.calls.FailureReading;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.Begun;
import dev.palisade.workflows.contract.Operation;
import dev.palisade.workflows.contract.PauseWorkflow;
import dev.palisade.workflows.contract.PauseWorkflow.Pause;
import dev.palisade.workflows.contract.PlanningActivities.PlanCall;
import dev.palisade.workflows.contract.PlanningActivities.Prepared;
import dev.palisade.workflows.contract.StepActivities.AwaitCall;
import dev.palisade.workflows.contract.StepActivities.Difference;
import dev.palisade.workflows.contract.StepActivities.StepCall;
import dev.palisade.workflows.contract.StepActivities.UndoCall;
import dev.palisade.workflows.contract.StepActivities.VerifyCall;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.parent.ParentWorkflowImpl;
import dev.palisade.workflows.pause.PauseWorkflowImpl;
import dev.palisade.workflows.payload.Payloads;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** A worker with the real activities, and Temporal's test server before it, in real time: calls go as a request's calls do. */
final class Stories implements AutoCloseable {
    static final String REQUEST = "r-1";
    static final double SPEED = 600;

    private static final Pattern PAYLOAD = Pattern.compile("\"data\": *\"([A-Za-z0-9+/=]+)\"");
    private static final String TASK_QUEUE = "stories";

    private final String environment;
    private final List<String> started = new ArrayList<>();
    private final ExecutorService readers = Executors.newFixedThreadPool(4);

    /** The worker's only way to Azure. */
    final ArmClient arm;

    /** What neighbours say goes this way. */
    final Parents parents;

    private final TestWorkflowEnvironment temporal =
            TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setUseTimeskipping(false)
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(Payloads.converter())
                            .build())
                    .build());

    Stories(String environment, String azure, OperationSealer sealer) {
        this(environment, settings(azure), ArmClient.of(settings(azure)), sealer);
    }

    Stories(String environment, AzureSettings settings, ArmClient arm, OperationSealer sealer) {
        this.environment = environment;
        this.arm = arm;
        Worker worker = temporal.newWorker(TASK_QUEUE);
        worker.registerWorkflowImplementationTypes(Story.workflows());
        worker.registerWorkflowImplementationTypes(ParentWorkflowImpl.class, PauseWorkflowImpl.class);
        RunningWorkflows workflows = new RunningWorkflows(temporal.getWorkflowClient(), TASK_QUEUE);
        parents = new Parents(workflows);
        Pauses pauses = Pauses.of(workflows);
        worker.registerActivitiesImplementations(
                new StepActivitiesImpl(arm, VaultSecrets.of(settings), settings, sealer, parents, pauses),
                new PlanningActivitiesImpl(arm, VaultSecrets.of(settings), settings, readers, parents),
                new PauseActivitiesImpl(pauses));
        temporal.start();
    }

    static AzureSettings settings(String azure) {
        return settings(azure, Duration.ofSeconds(2));
    }

    static AzureSettings settings(String azure, Duration httpTimeout) {
        return new AzureSettings(
                URI.create(azure),
                CredentialKind.SIMULATOR,
                null,
                Set.of(),
                new SimulatedTime(SPEED),
                httpTimeout,
                AzureSettings.SERVICE_LIMIT);
    }

    Prepared prepare(JsonNode document) {
        return prepare(document, Ledger.empty());
    }

    Prepared prepare(JsonNode document, Ledger ledger) {
        return stub(Story.Prepare.class, "prepare")
                .prepare(new PlanCall(
                        REQUEST, environment, document, ledger, RequestType.APPLY, null, Scopes.unlimited()));
    }

    Prepared prepareDeletion(Ledger ledger, Standing standing) {
        JsonNode data = JsonNodeFactory.instance.objectNode().put("workspace", environment);
        return stub(Story.Prepare.class, "prepare")
                .prepare(new PlanCall(
                        "r-2", environment, data, ledger, RequestType.DELETE, standing, Scopes.unlimited()));
    }

    Begun apply(Step step) {
        return stub(Story.Apply.class, "apply").apply(new StepCall(REQUEST, environment, step));
    }

    Begun begin(Step step) {
        return beginFor(environment, step);
    }

    Begun beginFor(String anyEnvironment, Step step) {
        return stub(Story.Begin.class, "begin").begin(new StepCall(REQUEST, anyEnvironment, step));
    }

    void await(Step step, Operation operation) {
        stub(Story.Await.class, "await").await(new AwaitCall(REQUEST, environment, step, operation));
    }

    /** @param ownership unknown if begin never answered */
    Undone undo(Step step, Ownership ownership, boolean answered) {
        LedgerEntry intended = new LedgerEntry(REQUEST, step, Ownership.UNKNOWN, LedgerEntry.State.INTENDED);
        LedgerEntry entry = ownership == Ownership.UNKNOWN ? intended : intended.standing(ownership);
        return stub(Story.Undo.class, "undo").undo(new UndoCall(environment, entry, answered));
    }

    /** As an operator does it. */
    void pause(Pause pause) {
        PauseWorkflow register = temporal.getWorkflowClient()
                .newWorkflowStub(
                        PauseWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TASK_QUEUE)
                                .setWorkflowId(PauseWorkflow.WORKFLOW_ID)
                                .build());
        BatchRequest request = temporal.getWorkflowClient().newSignalWithStartRequest();
        request.add(register::run, List.<Pause>of());
        request.add(register::pause, pause);
        temporal.getWorkflowClient().signalWithStart(request);
    }

    void unpause(String scope) {
        temporal.getWorkflowClient()
                .newWorkflowStub(PauseWorkflow.class, PauseWorkflow.WORKFLOW_ID)
                .unpause(scope);
    }

    /** Returns once nothing is paused. */
    void awaitUnpaused() {
        stub(Story.AwaitUnpaused.class, "await-unpaused").awaitUnpaused(environment);
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

    /** What a request's workflow takes from the failure of this call. */
    static boolean nothingWritten(Callable<?> call) {
        try {
            call.call();
        } catch (WorkflowException failed) {
            // The workflow's own failure is the activity's, wrapped once more by the client.
            return FailureReading.nothingWritten((TemporalFailure) failed.getCause());
        } catch (Exception unexpected) {
            throw new AssertionError(unexpected);
        }
        throw new AssertionError("It did not fail");
    }

    /** Everything that Temporal keeps of all that was run here, its payloads decoded. */
    String histories() {
        StringBuilder all = new StringBuilder();
        for (String id : started) {
            String history =
                    temporal.getWorkflowClient().fetchHistory(id).toJson(true).replace("\\u003d", "=");
            all.append(history);
            PAYLOAD.matcher(history)
                    .results()
                    .forEach(payload -> all.append(
                            new String(Base64.getDecoder().decode(payload.group(1)), StandardCharsets.UTF_8)));
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

    @Override
    public void close() {
        temporal.close();
        readers.shutdownNow();
    }
}
