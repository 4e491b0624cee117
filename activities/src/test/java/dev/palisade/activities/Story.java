package dev.palisade.activities;

import dev.palisade.workflows.contract.Begun;
import dev.palisade.workflows.contract.PauseActivities;
import dev.palisade.workflows.contract.PlanningActivities;
import dev.palisade.workflows.contract.PlanningActivities.PlanCall;
import dev.palisade.workflows.contract.PlanningActivities.Prepared;
import dev.palisade.workflows.contract.StepActivities;
import dev.palisade.workflows.contract.StepActivities.AwaitCall;
import dev.palisade.workflows.contract.StepActivities.Difference;
import dev.palisade.workflows.contract.StepActivities.StepCall;
import dev.palisade.workflows.contract.StepActivities.UndoCall;
import dev.palisade.workflows.contract.StepActivities.VerifyCall;
import dev.palisade.workflows.contract.Undone;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;

/** The smallest workflows that drive the activities as a request does: through Temporal, retries and all. */
final class Story {
    private static final ActivityOptions OPTIONS = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(10))
            .setScheduleToCloseTimeout(Duration.ofSeconds(40))
            .build();

    private Story() {}

    @WorkflowInterface
    public interface Prepare {
        @WorkflowMethod
        Prepared prepare(PlanCall call);
    }

    @WorkflowInterface
    public interface Apply {
        @WorkflowMethod
        Begun apply(StepCall call);
    }

    @WorkflowInterface
    public interface Begin {
        @WorkflowMethod
        Begun begin(StepCall call);
    }

    @WorkflowInterface
    public interface Await {
        @WorkflowMethod
        void await(AwaitCall call);
    }

    @WorkflowInterface
    public interface Undo {
        @WorkflowMethod
        Undone undo(UndoCall call);
    }

    @WorkflowInterface
    public interface Verify {
        @WorkflowMethod
        List<Difference> verify(VerifyCall call);
    }

    public static final class PrepareImpl implements Prepare {
        @Override
        public Prepared prepare(PlanCall call) {
            return Workflow.newActivityStub(PlanningActivities.class, OPTIONS).prepare(call);
        }
    }

    public static final class ApplyImpl implements Apply {
        @Override
        public Begun apply(StepCall call) {
            StepActivities steps = Workflow.newActivityStub(StepActivities.class, OPTIONS);
            Begun begun = steps.begin(call);
            if (begun.operation() != null) {
                steps.await(new AwaitCall(call.requestId(), call.environment(), call.step(), begun.operation()));
            }
            return begun;
        }
    }

    public static final class BeginImpl implements Begin {
        @Override
        public Begun begin(StepCall call) {
            return Workflow.newActivityStub(StepActivities.class, OPTIONS).begin(call);
        }
    }

    public static final class AwaitImpl implements Await {
        @Override
        public void await(AwaitCall call) {
            Workflow.newActivityStub(StepActivities.class, OPTIONS).await(call);
        }
    }

    public static final class UndoImpl implements Undo {
        @Override
        public Undone undo(UndoCall call) {
            return Workflow.newActivityStub(StepActivities.class, OPTIONS).undo(call);
        }
    }

    public static final class VerifyImpl implements Verify {
        @Override
        public List<Difference> verify(VerifyCall call) {
            return Workflow.newActivityStub(StepActivities.class, OPTIONS).verify(call);
        }
    }

    @WorkflowInterface
    public interface AwaitUnpaused {
        @WorkflowMethod
        void awaitUnpaused(String environment);
    }

    public static final class AwaitUnpausedImpl implements AwaitUnpaused {
        @Override
        public void awaitUnpaused(String environment) {
            Workflow.newActivityStub(PauseActivities.class, OPTIONS).awaitUnpaused(environment);
        }
    }

    static Class<?>[] workflows() {
        return new Class<?>[] {
            PrepareImpl.class,
            ApplyImpl.class,
            BeginImpl.class,
            AwaitImpl.class,
            UndoImpl.class,
            VerifyImpl.class,
            AwaitUnpausedImpl.class
        };
    }
}
