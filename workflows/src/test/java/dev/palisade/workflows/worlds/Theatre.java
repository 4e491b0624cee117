package dev.palisade.workflows.worlds;

import dev.palisade.planning.worlds.Engine;
import dev.palisade.planning.worlds.Town;
import dev.palisade.workflows.contract.EnvironmentWorkflow;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.contract.StepActivities;
import dev.palisade.workflows.contract.TemporalNames;
import dev.palisade.workflows.environment.EnvironmentWorkflowImpl;
import dev.palisade.workflows.fake.FakeTopic;
import dev.palisade.workflows.fake.LostTasks;
import dev.palisade.workflows.fake.Moments;
import dev.palisade.workflows.fake.SignallingEnvironment;
import dev.palisade.workflows.fake.SkippedTime;
import dev.palisade.workflows.parent.ParentWorkflowImpl;
import dev.palisade.workflows.request.RequestWorkflowImpl;
import dev.palisade.workflows.start.RequestStart;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** A server that skips time, with a worker of ours whose activities act on the ground of a story. */
final class Theatre implements AutoCloseable {
    private static final Instant BEGINNING = Instant.parse("2026-11-22T08:00:00Z");
    private static final long SECONDS_WITHOUT_PROGRESS = 20;

    private final LostTasks lost = new LostTasks();
    private final TestWorkflowEnvironment temporal = SkippedTime.server(BEGINNING, lost);
    private final FakeTopic topic = new FakeTopic(new ArrayList<>());
    private final Ground ground;

    /** @param breaking what the acts of steps become, for a proof that the suite can fail */
    Theatre(Story story, UnaryOperator<StepActivities> breaking) {
        ParentsInTemporal parents = new ParentsInTemporal(temporal::getWorkflowClient);
        ground = new Ground(Town.of(story.props(), parents, Engine.WHOLE), story.seed());
        ClaimsInTemporal claims = new ClaimsInTemporal(ground, parents);
        // Each signal may come twice; in every second story each does.
        SignallingEnvironment signals =
                new SignallingEnvironment(temporal::getWorkflowClient, 1 + (int) (story.seed() % 2));
        temporal.newWorker(TemporalNames.TASK_QUEUE)
                .registerWorkflowImplementationTypes(
                        RequestWorkflowImpl.class, EnvironmentWorkflowImpl.class, ParentWorkflowImpl.class);
        temporal.getWorkerFactory()
                .getWorker(TemporalNames.TASK_QUEUE)
                .registerActivitiesImplementations(
                        breaking.apply(new StepsInWorld(ground, parents)),
                        new PausesInWorld(ground),
                        new PlanningInWorld(ground, parents, story.approvals()),
                        claims,
                        new EnvironmentsInTemporal(ground, claims, signals),
                        topic);
        temporal.start();
    }

    /** Time does not pass: the server has stopped for ever, or a workflow of ours keeps it busy. */
    static final class Stopped extends RuntimeException {
        Stopped(String what, Throwable cause) {
            super(what, cause);
        }
    }

    /** What happens from then on is not to be believed, and says nothing of us. */
    boolean hasLostATask() {
        return lost.any();
    }

    Ground ground() {
        return ground;
    }

    FakeTopic topic() {
        return topic;
    }

    Instant now() {
        return Instant.ofEpochMilli(temporal.currentTimeMillis());
    }

    /** Lets as much time pass, during which everything happens that falls due. @throws Stopped if it never passes */
    void passes(Duration time) {
        CompletableFuture<Void> passing = CompletableFuture.runAsync(() -> temporal.sleep(time));
        try {
            CompletableFuture.anyOf(passing, lost.first()).get(SECONDS_WITHOUT_PROGRESS, TimeUnit.SECONDS);
        } catch (TimeoutException stopped) {
            throw new Stopped("Time does not pass. " + temporal.getDiagnostics(), stopped);
        } catch (InterruptedException | ExecutionException broken) {
            throw new Stopped("Time does not pass", broken);
        }
    }

    void start(Request request) {
        RequestWorkflow workflow = client().newWorkflowStub(RequestWorkflow.class, RequestStart.options(request));
        WorkflowClient.start(workflow::run, request);
    }

    RequestWorkflow request(String workflowId) {
        return client().newWorkflowStub(RequestWorkflow.class, workflowId);
    }

    boolean isOpen(String workflowId) {
        return isOpen(describe(workflowId));
    }

    private static boolean isOpen(DescribeWorkflowExecutionResponse workflow) {
        return workflow.getWorkflowExecutionInfo().getStatus()
                == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }

    boolean hasCompleted(String workflowId) {
        return describe(workflowId).getWorkflowExecutionInfo().getStatus()
                == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED;
    }

    /** Returns when no task of the workflow is under way: in the middle of one, a cancel may stop this server for ever. */
    void untilIdle(String workflowId) {
        Moments.until(() -> !isOpen(workflowId) || hasComeToAHalt(workflowId));
    }

    private boolean hasComeToAHalt(String workflowId) {
        List<HistoryEvent> events = client().fetchHistory(workflowId).getEvents();
        return switch (events.get(events.size() - 1).getEventType()) {
            case EVENT_TYPE_WORKFLOW_TASK_SCHEDULED,
                    EVENT_TYPE_WORKFLOW_TASK_STARTED,
                    EVENT_TYPE_WORKFLOW_EXECUTION_STARTED -> false;
            default -> true;
        };
    }

    private DescribeWorkflowExecutionResponse describe(String workflowId) {
        return WorkflowStub.fromTyped(request(workflowId)).describe().getRawDescription();
    }

    Optional<EnvironmentState> environment(String key) {
        try {
            return Optional.of(
                    client().newWorkflowStub(EnvironmentWorkflow.class, EnvironmentWorkflow.WORKFLOW_ID_PREFIX + key)
                            .state());
        } catch (WorkflowNotFoundException nobodyHasAsked) {
            return Optional.empty();
        }
    }

    private WorkflowClient client() {
        return temporal.getWorkflowClient();
    }

    @Override
    public void close() {
        temporal.close();
    }
}
