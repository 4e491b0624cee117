package dev.palisade.workflows.pause;

import dev.palisade.workflows.contract.PauseWorkflow;
import io.temporal.common.VersioningBehavior;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowVersioningBehavior;
import java.util.List;

/** Keeps the register of pauses; a new run takes over with all of it before the history grows long. */
public final class PauseWorkflowImpl implements PauseWorkflow {
    private static final int SIGNALS_PER_RUN = 500;

    private final PauseRegister register;
    private final CancellationScope run = CancellationScope.current();
    private int signals;

    @WorkflowInit
    public PauseWorkflowImpl(List<Pause> pauses) {
        register = new PauseRegister(pauses);
    }

    @Override
    @WorkflowVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
    public void run(List<Pause> same) {
        show();
        // Detached: an operator's cancel by mistake must not lift every pause.
        Workflow.newDetachedCancellationScope(() -> Workflow.await(this::timeForNewRun))
                .run();
        Workflow.continueAsNew(register.pauses());
    }

    @Override
    public void pause(Pause pause) {
        register.pause(pause);
        heard();
    }

    @Override
    public void unpause(String scope) {
        register.unpause(scope);
        heard();
    }

    @Override
    public List<Pause> pauses() {
        return register.pauses();
    }

    private boolean timeForNewRun() {
        boolean longEnough = signals >= SIGNALS_PER_RUN || Workflow.getInfo().isContinueAsNewSuggested();
        return longEnough && !run.isCancelRequested() && Workflow.isEveryHandlerFinished();
    }

    private void heard() {
        signals++;
        show();
    }

    private void show() {
        Workflow.setCurrentDetails(PauseText.markdown(register.pauses()));
    }
}
