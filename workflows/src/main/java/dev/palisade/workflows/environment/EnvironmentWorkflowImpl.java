package dev.palisade.workflows.environment;

import dev.palisade.workflows.calls.ActivityPresets;
import dev.palisade.workflows.calls.Outbox;
import dev.palisade.workflows.calls.TimedWait;
import dev.palisade.workflows.contract.EnvironmentActivities;
import dev.palisade.workflows.contract.EnvironmentActivities.Intention;
import dev.palisade.workflows.contract.EnvironmentActivities.TurnAsked;
import dev.palisade.workflows.contract.EnvironmentActivities.TurnReleased;
import dev.palisade.workflows.contract.EnvironmentWorkflow;
import dev.palisade.workflows.contract.OutcomeActivities;
import dev.palisade.workflows.contract.ParentActivities.ClaimsSettled;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestWorkflow;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.common.VersioningBehavior;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowVersioningBehavior;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Grants turns for as long as the environment exists; a new run takes over with the whole book before the history grows long. */
public final class EnvironmentWorkflowImpl implements EnvironmentWorkflow {
    /** Besides when somebody else asks for the turn. Seldom: a look each second cost 300 persistence operations a request. */
    private static final Duration LOOK_AFTER_HOLDER = Duration.ofMinutes(10);
    /** Who waits for a person in the middle of its work is looked after when somebody else asks for the turn, and now and then. */
    private static final Duration LOOK_AFTER_AWAY = Duration.ofHours(5);
    /** A release that was sent just before its sender closed is read first. */
    private static final Duration LAST_WORDS = Duration.ofMinutes(1);

    private static final int SIGNALS_PER_RUN = 500;

    /**
     * Since version 1 it looks for a reset first, takes back side by side, and tells the outcome; since version 2 it keeps what lies behind a
     * pivot, and parents know before the next has a turn.
     */
    private static final String BURIAL = "burial";

    private static final int TELLS_PARENTS_FIRST = 2;
    /** Since version 1 the holder is looked after as soon as another asks for the turn. */
    private static final String ON_DEMAND = "look-after-holder-on-demand";

    /** Since version 1 what a request intends does not take the place of what it said later. */
    private static final String IN_ORDER = "intentions-in-order";

    private final EnvironmentBook book;
    private final EnvironmentActivities activities = ActivityPresets.environment();
    private final CancellationScope run = CancellationScope.current();
    /** In English: of a terminated request the ledger knows no language. */
    private final Outbox outbox = new Outbox(null);

    private int signals;
    private boolean wantedByAnother;
    private @Nullable Turn askedAgain;

    @WorkflowInit
    public EnvironmentWorkflowImpl(EnvironmentState state) {
        book = new EnvironmentBook(state);
    }

    @Override
    @WorkflowVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
    public void run(EnvironmentState same) {
        // Detached: an operator's cancel by mistake must not lose the ledger.
        Workflow.newDetachedCancellationScope(this::serve).run();
        Workflow.continueAsNew(book.state());
    }

    private void serve() {
        while (!timeForNewRun()) {
            show();
            grantAgain();
            Optional<TurnAsked> next = book.next();
            Turn holder = book.holder();
            if (next.isPresent()) {
                book.away().forEach(this::lookAfter);
                // What that found may have changed who is next, or let nobody in.
                book.next().ifPresent(this::give);
            } else if (holder == null) {
                awaitSomethingToDo();
            } else {
                awaitHolder(holder);
            }
        }
    }

    private void awaitHolder(Turn holder) {
        boolean moved =
                TimedWait.await(LOOK_AFTER_HOLDER, () -> somethingToDo() || book.holder() == null || wantedByAnother);
        boolean look = !moved || wantedByAnother;
        wantedByAnother = false;
        if (look && book.holds(holder)) {
            lookAfter(holder);
        }
    }

    private void awaitSomethingToDo() {
        if (book.away().isEmpty()) {
            Workflow.await(this::somethingToDo);
        } else if (!TimedWait.await(LOOK_AFTER_AWAY, this::somethingToDo)) {
            book.away().forEach(this::lookAfter);
        }
    }

    private boolean somethingToDo() {
        return book.next().isPresent() || askedAgain != null || timeForNewRun();
    }

    /** A run that was asked to cancel must not continue as new: Temporal would close it, and the ledger with it. */
    private boolean timeForNewRun() {
        boolean longEnough = signals >= SIGNALS_PER_RUN || Workflow.getInfo().isContinueAsNewSuggested();
        return longEnough
                && askedAgain == null
                && outbox.isEmpty()
                && !run.isCancelRequested()
                && Workflow.isEveryHandlerFinished();
    }

    private void give(TurnAsked next) {
        Turn turn = book.give(next, now());
        if (!tell(turn)) {
            book.gone(turn);
        }
    }

    /** Who asks although it has the turn did not hear of it, or said it twice; it may have given it back since. */
    private void grantAgain() {
        Turn turn = askedAgain;
        askedAgain = null;
        if (turn != null && book.holds(turn)) {
            tell(turn);
        }
    }

    /** False if that run is closed. The signal goes to exactly the run that asked. */
    private boolean tell(Turn turn) {
        WorkflowExecution holder = WorkflowExecution.newBuilder()
                .setWorkflowId(turn.asked().workflowId())
                .setRunId(turn.asked().runId())
                .build();
        try {
            Workflow.newExternalWorkflowStub(RequestWorkflow.class, holder).turnGranted(book.grant(turn));
            return true;
        } catch (TemporalFailure | SignalExternalWorkflowException closed) {
            return false;
        }
    }

    private void lookAfter(Turn turn) {
        if (activities.isRunning(turn.asked().workflowId(), turn.asked().runId())) {
            return;
        }
        Workflow.sleep(LAST_WORDS);
        book.open(turn).ifPresent(this::moveOrBury);
    }

    private void moveOrBury(Turn turn) {
        int version = Workflow.getVersion(BURIAL, Workflow.DEFAULT_VERSION, TELLS_PARENTS_FIRST);
        String open = version == Workflow.DEFAULT_VERSION
                ? null
                : activities.openRun(turn.asked().workflowId());
        if (open == null) {
            bury(turn, version);
            return;
        }
        Turn moved = book.moved(turn, open);
        if (book.holds(moved)) {
            tell(moved);
        }
    }

    private void bury(Turn turn, int version) {
        ClaimsSettled claims = book.claimsAfter(turn);
        RequestStatus status = new Burial(turn, book).bury(version);
        if (version == TELLS_PARENTS_FIRST) {
            settle(status.state() == RequestState.PARKED ? claims.keepingAll() : claims.keeping(book.claimsByLedger()));
        } else if (!turn.claims().isEmpty()) {
            Async.procedure(ActivityPresets.settlements()::settle, claims).handle(this::unsettled);
        }
        if (version != Workflow.DEFAULT_VERSION) {
            outbox.post(OutcomeActivities.LAST_WORD, status);
        }
    }

    /** Before the next has a turn: what it says of claims must come later. */
    private void settle(ClaimsSettled claims) {
        try {
            ActivityPresets.settlements().settle(claims);
        } catch (TemporalFailure undeliverable) {
            unsettled(null, undeliverable);
        }
    }

    /** Parents go on to count what the dead request had claimed, until somebody looks at what this says. */
    private @Nullable Void unsettled(@Nullable Void ok, @Nullable RuntimeException failure) {
        if (failure != null) {
            Workflow.getLogger(EnvironmentWorkflowImpl.class)
                    .error("Claims of a terminated request were not settled", failure);
        }
        return null;
    }

    @Override
    public void turnAsked(TurnAsked asked) {
        if (book.asked(asked)) {
            askedAgain = book.holder();
        } else if (book.holder() != null) {
            wantedByAnother = Workflow.getVersion(ON_DEMAND, Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
        }
        signalled();
    }

    @Override
    public void intended(Intention intention) {
        // Asked only where it matters, so that it is in few histories.
        if (!book.overtaken(intention)
                || Workflow.getVersion(IN_ORDER, Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION) {
            book.intended(intention);
        }
        signalled();
    }

    @Override
    public void turnReleased(TurnReleased released) {
        book.released(released, now());
        signalled();
    }

    @Override
    public void stuckAccepted(StuckAccepted accepted) {
        book.stuckAccepted(accepted);
        signalled();
    }

    @Override
    public EnvironmentState state() {
        return book.state();
    }

    private void signalled() {
        signals++;
        show();
    }

    private void show() {
        Workflow.setCurrentDetails(EnvironmentText.markdown(book.state()));
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
