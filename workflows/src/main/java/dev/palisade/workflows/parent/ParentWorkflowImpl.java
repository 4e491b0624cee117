package dev.palisade.workflows.parent;

import dev.palisade.workflows.contract.ParentWorkflow;
import io.temporal.common.VersioningBehavior;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowVersioningBehavior;

/** Keeps a parent's book for as long as anybody may ask; a new run takes over with all of it before the history grows long. */
public final class ParentWorkflowImpl implements ParentWorkflow {
    /** Temporal takes 2,000 updates a run, and refuses the next. */
    private static final int MESSAGES_PER_RUN = 500;

    private final ParentBook book;
    private final CancellationScope run = CancellationScope.current();
    private int messages;

    @WorkflowInit
    public ParentWorkflowImpl(ParentState state) {
        book = new ParentBook(state);
    }

    @Override
    @WorkflowVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
    public void run(ParentState same) {
        show();
        // Detached: an operator's cancel by mistake must not lose the book.
        Workflow.newDetachedCancellationScope(() -> Workflow.await(this::timeForNewRun))
                .run();
        Workflow.continueAsNew(book.carriedOver());
    }

    @Override
    public ClaimAnswer claim(Claiming claiming) {
        ClaimAnswer answer = book.claim(claiming);
        heard();
        return answer;
    }

    @Override
    public LeaveAnswer leave(Leaving leaving) {
        LeaveAnswer answer = book.leave(leaving);
        heard();
        return answer;
    }

    @Override
    public void settled(Settlement settlement) {
        book.settled(settlement);
        heard();
    }

    @Override
    public ParentState state() {
        return book.state();
    }

    /** A run that was asked to cancel must not continue as new: Temporal would close it, and the book with it. */
    private boolean timeForNewRun() {
        boolean longEnough = messages >= MESSAGES_PER_RUN || Workflow.getInfo().isContinueAsNewSuggested();
        return longEnough && !run.isCancelRequested() && Workflow.isEveryHandlerFinished();
    }

    private void heard() {
        messages++;
        show();
    }

    private void show() {
        Workflow.setCurrentDetails(ParentText.markdown(book.state()));
    }
}
