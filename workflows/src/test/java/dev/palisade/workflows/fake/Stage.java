package dev.palisade.workflows.fake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Scopes;
import dev.palisade.workflows.contract.EnvironmentWorkflow;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.ParentActivities.ClaimsSettled;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.contract.TemporalNames;
import dev.palisade.workflows.environment.EnvironmentWorkflowImpl;
import dev.palisade.workflows.request.RequestWorkflowImpl;
import dev.palisade.workflows.start.RequestStart;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plays requests on the time-skipping server: hours pass in moments. */
public final class Stage implements AutoCloseable {
    private static final Instant BEGINNING = Instant.parse("2026-11-22T08:00:00Z");
    /** After the time of acceptance that a request has without saying. */
    public static final Instant LATER = BEGINNING.plusSeconds(3600);

    private final TestWorkflowEnvironment temporal;
    private final SignallingEnvironment environment;

    /** Every signal to the environment is said twice, since each may be. */
    public Stage(FakeWorld world) {
        this(world, 2);
    }

    /** For what is counted or recorded. */
    public static Stage withoutRepetition(FakeWorld world) {
        return new Stage(world, 1);
    }

    private Stage(FakeWorld world, int timesEachSignal) {
        temporal = SkippedTime.server(BEGINNING);
        environment = new SignallingEnvironment(temporal::getWorkflowClient, timesEachSignal);
        Worker worker = temporal.newWorker(TemporalNames.TASK_QUEUE);
        worker.registerWorkflowImplementationTypes(RequestWorkflowImpl.class, EnvironmentWorkflowImpl.class);
        worker.registerActivitiesImplementations(world, environment);
        temporal.start();
        tick();
    }

    /**
     * When a request completes and nothing else is due, the server would skip ten years to the next thing that is: the run timeout of the
     * environment. This is always due sooner.
     */
    private void tick() {
        temporal.registerDelayedCallback(Duration.ofHours(6), this::tick);
    }

    public static Request request(String id) {
        return request(id, RequestType.APPLY, BEGINNING);
    }

    public static Request request(String id, RequestType type, Instant acceptedAt) {
        return new Request(
                id,
                type,
                Plans.WORKSPACE.key(),
                "churn-prod",
                "churn",
                Profile.SEED,
                JsonNodeFactory.instance.objectNode().put("name", "churn-prod"),
                "digest-of-" + id,
                acceptedAt,
                1,
                null,
                Scopes.unlimited());
    }

    public RequestWorkflow start(Request request) {
        RequestWorkflow workflow = client().newWorkflowStub(RequestWorkflow.class, RequestStart.options(request));
        WorkflowClient.start(workflow::run, request);
        return workflow;
    }

    /** A second run of a workflow that is closed, as a reset makes one. */
    public RequestWorkflow restart(Request request) {
        WorkflowOptions again = WorkflowOptions.newBuilder(RequestStart.options(request))
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .build();
        RequestWorkflow workflow = client().newWorkflowStub(RequestWorkflow.class, again);
        WorkflowClient.start(workflow::run, request);
        return workflow;
    }

    public RequestStatus play(Request request) {
        return result(start(request));
    }

    /** Fails with all histories if it does not end: the time-skipping server has ways of stopping for ever. */
    public RequestStatus result(RequestWorkflow workflow) {
        try {
            return WorkflowStub.fromTyped(workflow).getResult(30, TimeUnit.SECONDS, RequestStatus.class);
        } catch (TimeoutException hangs) {
            throw new AssertionError("The request does not end. " + temporal.getDiagnostics(), hangs);
        }
    }

    /**
     * Skips this time and a little more, so that what is said next never coincides with a timer of ours: the test server refuses a workflow
     * task that cancels a timer which fired while that task was under way, and the workflow stands still for ever. Temporal takes such a
     * firing back.
     */
    public void passes(Duration time) {
        temporal.sleep(time.plusSeconds(7));
    }

    public WorkflowClient client() {
        return temporal.getWorkflowClient();
    }

    public RequestWorkflow request(String workflowId, Class<RequestWorkflow> type) {
        return client().newWorkflowStub(type, workflowId);
    }

    public EnvironmentWorkflow environmentWorkflow() {
        return client().newWorkflowStub(
                        EnvironmentWorkflow.class, EnvironmentWorkflow.WORKFLOW_ID_PREFIX + Plans.WORKSPACE.key());
    }

    public EnvironmentState environment() {
        return environmentWorkflow().state();
    }

    /** What requests said to their environment, in order. */
    public List<String> environmentCalls() {
        return environment.calls();
    }

    /** What requests told of claims at their end, in order. */
    public List<ClaimsSettled> released() {
        return environment.settled();
    }

    /** This call to the environment ("release r1 READY") fails once. */
    public void failOnce(String call) {
        environment.failOnce(call);
    }

    /** Of each two intentions the first arrives once more after the second. */
    public void delayFirstTries() {
        environment.delayFirstTries();
    }

    /** How many have arrived so. */
    public int late() {
        return environment.late();
    }

    public WorkflowExecutionHistory history(String workflowId) {
        return client().fetchHistory(workflowId);
    }

    public WorkflowExecutionHistory history(WorkflowExecution execution) {
        return client().fetchHistory(execution.getWorkflowId(), execution.getRunId());
    }

    /** How many activities of this type were scheduled, apart from workflow tasks. */
    public long activities(String workflowId, String type) {
        return history(workflowId).getEvents().stream()
                .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
                .filter(event -> event.getActivityTaskScheduledEventAttributes()
                        .getActivityType()
                        .getName()
                        .equals(type))
                .count();
    }

    public long failedLocalActivities(String workflowId) {
        return history(workflowId).getEvents().stream()
                .filter(HistoryEvent::hasMarkerRecordedEventAttributes)
                .filter(event -> event.getMarkerRecordedEventAttributes().hasFailure())
                .count();
    }

    @Override
    public void close() {
        temporal.close();
    }
}
