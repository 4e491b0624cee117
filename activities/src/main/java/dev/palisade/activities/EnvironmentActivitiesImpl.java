package dev.palisade.activities;

import dev.palisade.activities.shared.Parents;
import dev.palisade.activities.shared.RunningWorkflows;
import dev.palisade.activities.shared.RunningWorkflows.Entity;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.workflows.contract.EnvironmentActivities;
import dev.palisade.workflows.contract.EnvironmentWorkflow;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.ParentActivities.ClaimsSettled;
import io.temporal.workflow.Functions.Proc1;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Speaks to an environment by signals, which Temporal has durably once it returns. The first that an environment ever hears starts it. */
public final class EnvironmentActivitiesImpl implements EnvironmentActivities {
    private final RunningWorkflows workflows;
    private final Parents parents;

    public EnvironmentActivitiesImpl(RunningWorkflows workflows, Parents parents) {
        this.workflows = workflows;
        this.parents = parents;
    }

    @Override
    public void askTurn(TurnAsked asked) {
        tell(asked.environment(), asked.name(), environment -> environment::turnAsked, asked);
    }

    @Override
    public void intend(Intention intention) {
        tell(
                intention.environment(),
                workspace(intention.environment()),
                environment -> environment::intended,
                intention);
    }

    @Override
    public void release(TurnReleased released) {
        ClaimsSettled claims = released.claims();
        if (claims != null) {
            // First: whoever has the turn next may claim as soon as the environment has heard of this.
            parents.settle(claims, released.settled());
        }
        tell(
                released.environment(),
                workspace(released.environment()),
                environment -> environment::turnReleased,
                released);
    }

    @Override
    public Book book(String environment) {
        return workflows
                .ask(EnvironmentWorkflow.class, workflowId(environment), EnvironmentWorkflow::state)
                .map(state -> new Book(state.ledger(), state.standing()))
                .orElseGet(() -> new Book(Ledger.empty(), null));
    }

    @Override
    public Ledger ledger(String environment) {
        return book(environment).ledger();
    }

    @Override
    public boolean isRunning(String workflowId, String runId) {
        return workflows.isOpen(workflowId, runId);
    }

    @Override
    public @Nullable String openRun(String workflowId) {
        return workflows.openRun(workflowId).orElse(null);
    }

    private <S> void tell(String environment, String name, Function<EnvironmentWorkflow, Proc1<S>> signal, S content) {
        Entity<EnvironmentWorkflow, EnvironmentState> entity = new Entity<>(
                EnvironmentWorkflow.class,
                workflowId(environment),
                "environment " + name,
                stub -> stub::run,
                EnvironmentState.of(environment, name));
        workflows.tell(entity, signal, content);
    }

    private static String workflowId(String environment) {
        return EnvironmentWorkflow.WORKFLOW_ID_PREFIX + environment;
    }

    /** What people see of an environment that is started anew by somebody who does not know its name. */
    private static String workspace(String environment) {
        return ResourceId.of(environment).name();
    }
}
