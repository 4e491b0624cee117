package dev.palisade.workflows.calls;

import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.EnvironmentActivities;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.Operation;
import dev.palisade.workflows.contract.OutcomeActivities;
import dev.palisade.workflows.contract.ParentActivities;
import dev.palisade.workflows.contract.PauseActivities;
import dev.palisade.workflows.contract.PlanningActivities;
import dev.palisade.workflows.contract.StepActivities;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * Activity stubs named for their intent, so that every deadline is read in one place. A worker that died is noticed after the
 * start-to-close time of what it was doing, so these stay just above the 30 s that one exchange with Azure may take.
 */
public final class ActivityPresets {
    private static final Duration ONE_EXCHANGE = Duration.ofSeconds(40);
    /** Preparing reads dozens of resources in one attempt. */
    private static final Duration MANY_READS = Duration.ofMinutes(2);
    /**
     * Azure may want no more requests for an hour. That passes, and must not end a request; it comes on top of what an activity is waiting
     * for, since Temporal does not try again what would begin after its deadline.
     */
    private static final Duration UNTIL_A_LIMIT_OPENS = Duration.ofMinutes(90);

    /** Long enough for the operation of somebody else on the same parent, such as a cluster that is being created. */
    private static final Duration FOR_OTHERS_TO_FINISH = Duration.ofHours(1).plus(UNTIL_A_LIMIT_OPENS);

    private static final Duration SETTLING = Duration.ofMinutes(30);
    private static final Duration READING = SETTLING.plus(UNTIL_A_LIMIT_OPENS);
    private static final Duration PATIENCE = Duration.ofDays(1);
    /** The dedupe horizon of the receivers is shorter; an outcome that is older than this is found in Temporal, not on the bus. */
    private static final Duration DELIVERY = Duration.ofDays(14);

    private static final Duration AS_GOOD_AS_FOR_EVER = Duration.ofDays(365);

    /** For failures that bring no delay of their own; what a person must mend is not tried again. */
    private static final RetryOptions RETRY = RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofSeconds(2))
            .setBackoffCoefficient(2.0)
            .setMaximumInterval(Duration.ofMinutes(1))
            .setDoNotRetry(
                    FailureClass.YOURS.name(),
                    FailureClass.NEEDS_A_PERSON.name(),
                    FailureClass.WORLD_CHANGED.name(),
                    FailureClass.PAUSED.name())
            .build();

    private ActivityPresets() {}

    /**
     * Local, one event each. Must not be given up: a request whose release is lost looks terminated, and its good work would be undone.
     * A local activity is not tried again at all unless it is told until when (sdk-java issue 1727).
     */
    public static EnvironmentActivities environment() {
        return Workflow.newLocalActivityStub(
                EnvironmentActivities.class,
                LocalActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofSeconds(10))
                        .setScheduleToCloseTimeout(AS_GOOD_AS_FOR_EVER)
                        .setRetryOptions(RETRY)
                        .setDoNotIncludeArgumentsIntoMarker(true)
                        .build());
    }

    /** The same calls from outside a workflow task: a query must not be made while a task of this worker waits for its answer. */
    public static EnvironmentActivities environmentApart() {
        return Workflow.newActivityStub(
                EnvironmentActivities.class,
                options("Read the environment's book", Duration.ofSeconds(20), SETTLING)
                        .build());
    }

    public static PlanningActivities planning() {
        return Workflow.newActivityStub(
                PlanningActivities.class,
                options("Observe Azure and plan", MANY_READS, READING).build());
    }

    /** Waits for the answer even when cancelled: a claim whose answer nobody heard is one that nobody gives back. */
    public static ParentActivities claims() {
        return Workflow.newActivityStub(
                ParentActivities.class,
                options("Claim what is shared with other environments", ONE_EXCHANGE, SETTLING)
                        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .build());
    }

    /** For the environment, which must not be kept from its work. */
    public static ParentActivities settlements() {
        return Workflow.newActivityStub(
                ParentActivities.class,
                options("Settle what is shared with other environments", ONE_EXCHANGE, DELIVERY)
                        .build());
    }

    /** Waits for the answer even when cancelled: the end of the request says the same again, and must not be overtaken. */
    public static ParentActivities leaving() {
        return Workflow.newActivityStub(
                ParentActivities.class,
                options("Give up what is shared with other environments", ONE_EXCHANGE, SETTLING)
                        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .build());
    }

    /** Holds nothing while it waits. */
    public static PauseActivities pause() {
        return Workflow.newActivityStub(
                PauseActivities.class,
                options("Paused: wait until an operator allows writes again", ONE_EXCHANGE, AS_GOOD_AS_FOR_EVER)
                        .build());
    }

    /** Waits for the answer even when cancelled: a write whose answer nobody heard is a resource that nobody owns. */
    public static StepActivities begin(Step step) {
        return Workflow.newActivityStub(
                StepActivities.class,
                options(step.title(), ONE_EXCHANGE, FOR_OTHERS_TO_FINISH)
                        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .build());
    }

    /** Only asks, so a cancel need not wait for it; what is in flight in Azure is the undo's business. */
    public static StepActivities await(Step step, Operation operation) {
        return Workflow.newActivityStub(
                StepActivities.class,
                options("Wait: " + step.title(), ONE_EXCHANGE, Deadlines.ofOperation(step, operation))
                        .setCancellationType(ActivityCancellationType.TRY_CANCEL)
                        .build());
    }

    public static StepActivities verify() {
        return readingBack("Verify what was done");
    }

    /** Reads one step back before its undo is decided. */
    public static StepActivities readBack(Step step) {
        return readingBack("Read back: " + step.title());
    }

    public static StepActivities undo(Step step) {
        return Workflow.newActivityStub(
                StepActivities.class,
                options("Undo: " + step.title(), ONE_EXCHANGE, PATIENCE).build());
    }

    /**
     * One try within the running workflow task: when the broker is there, outcomes cost a single event. The activity gives up earlier than
     * this by itself; this is for a worker that is too busy to begin it.
     */
    public static OutcomeActivities outcomesAtOnce() {
        return Workflow.newLocalActivityStub(
                OutcomeActivities.class,
                LocalActivityOptions.newBuilder()
                        .setScheduleToCloseTimeout(Duration.ofSeconds(2))
                        .setRetryOptions(
                                RetryOptions.newBuilder().setMaximumAttempts(1).build())
                        .setDoNotIncludeArgumentsIntoMarker(true)
                        .build());
    }

    public static OutcomeActivities outcomesPatiently() {
        return Workflow.newActivityStub(
                OutcomeActivities.class,
                options("Publish the outcome", ONE_EXCHANGE, DELIVERY).build());
    }

    private static StepActivities readingBack(String summary) {
        return Workflow.newActivityStub(
                StepActivities.class, options(summary, ONE_EXCHANGE, READING).build());
    }

    private static ActivityOptions.Builder options(String summary, Duration attempt, Duration altogether) {
        return ActivityOptions.newBuilder()
                .setSummary(summary)
                .setStartToCloseTimeout(attempt)
                .setScheduleToCloseTimeout(altogether)
                .setCancellationType(ActivityCancellationType.TRY_CANCEL)
                .setRetryOptions(RETRY);
    }
}
