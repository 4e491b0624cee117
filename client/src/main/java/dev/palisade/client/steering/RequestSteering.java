package dev.palisade.client.steering;

import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.temporal.EnvironmentDirectory;
import dev.palisade.client.temporal.RequestInput;
import dev.palisade.client.temporal.RequestReader;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.contract.RequestWorkflow.Approval;
import dev.palisade.workflows.start.RequestStart;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import java.time.Clock;
import java.util.Optional;

/** Steers requests through Temporal. Each step looks first, and refuses what the request's state does not allow. */
public final class RequestSteering {
    private final WorkflowClient client;
    private final RequestReader reader;
    private final RequestInput inputs;
    private final Overtaken overtaken;
    private final Clock clock;

    public RequestSteering(WorkflowClient client, RequestReader reader, Clock clock) {
        this.client = client;
        this.reader = reader;
        this.inputs = new RequestInput(client);
        this.overtaken = new Overtaken(inputs, new EnvironmentDirectory(client, ""));
        this.clock = clock;
    }

    /** Asks it to stop; its end says what became of it. */
    public RequestView cancel(String requestId, String reason) {
        RequestView view = allowed(Steering.CANCEL, requestId);
        workflow(view).signal("cancel", reason);
        return view;
    }

    /**
     * Lets the waiting plan run, or refuses it.
     *
     * @throws CommandFailure if another plan waits than the one named, or none
     */
    public Plan decide(String requestId, PlanHashPrefix named, boolean approved, String by) {
        RequestView view = allowed(approved ? Steering.APPROVE : Steering.REJECT, requestId);
        Plan waiting = Optional.ofNullable(view.status())
                .map(RequestStatus::plan)
                .orElseThrow(() -> CommandFailure.unavailable(
                        "No worker answers, so nobody can say which plan waits." + " Is a worker running?"));
        if (!named.means(waiting.hash())) {
            throw CommandFailure.rejected("The plan that waits is " + waiting.hash() + ", not " + named.digits()
                    + ": the world or the document has changed since that one was made. Look at it with ./palisade show "
                    + requestId + ".");
        }
        tell(view, new Approval(waiting.hash(), approved, by));
        return waiting;
    }

    /**
     * Starts a further attempt of the request. Two people who ask at once start one.
     *
     * @throws CommandFailure if its state does not allow it, or a retry would bring back an older document than the one that stands
     */
    public Request again(Steering as, String requestId, String by) {
        RequestView view = allowed(as, requestId);
        Request next = next(as, view, by);
        if (as == Steering.RETRY) {
            overtaken.refuse(view, next);
        }
        return begun(next);
    }

    /** Runs it again even if that replaces a newer document. */
    public Request retryAnyway(String requestId, String by) {
        return begun(next(Steering.RETRY, allowed(Steering.RETRY, requestId), by));
    }

    private Request next(Steering as, RequestView view, String by) {
        Request last = inputs.of(Request.WORKFLOW_ID_PREFIX + view.listing().id())
                .orElseThrow(() -> CommandFailure.unavailable("Temporal has no history of "
                        + view.listing().id() + " any more, so it cannot be run again. Send the document anew."));
        return last.again(view.listing().attempt() + 1, type(as, last), by, clock.instant());
    }

    private Request begun(Request next) {
        RequestWorkflow workflow = client.newWorkflowStub(RequestWorkflow.class, RequestStart.options(next));
        try {
            WorkflowStub.fromTyped(workflow).start(next);
            return next;
        } catch (WorkflowExecutionAlreadyStarted another) {
            throw CommandFailure.rejected("Somebody else has just begun attempt " + next.attempt() + " of " + next.id()
                    + ". See ./palisade show " + next.id() + ".");
        }
    }

    private RequestView allowed(Steering step, String requestId) {
        RequestView view = reader.newest(requestId);
        refuseEarlier(step, view);
        if (!step.fits(view)) {
            throw CommandFailure.rejected(Refusal.sentence(step, view));
        }
        return view;
    }

    /** Only the newest attempt can be steered, whichever is named. */
    private void refuseEarlier(Steering step, RequestView named) {
        String request = named.listing().request();
        if (reader.find(Request.idOf(request, named.listing().attempt() + 1)).isPresent()) {
            RequestView newest = reader.newest(request);
            throw CommandFailure.rejected("Attempt " + named.listing().attempt() + " of request " + request
                    + " is not its newest: attempt " + newest.listing().attempt()
                    + " is. Nothing was changed. Name the request alone: " + step.command(newest));
        }
    }

    /** A retry is of what the message asked for, whatever operators asked for in between. */
    private RequestType type(Steering as, Request last) {
        return switch (as) {
            case ACCEPT -> RequestType.ACCEPT;
            case RESUME -> RequestType.RESUME;
            default -> ofTheMessage(last);
        };
    }

    private RequestType ofTheMessage(Request last) {
        for (int attempt = last.attempt(); attempt >= 1; attempt--) {
            Optional<RequestType> type = inputs.of(Request.WORKFLOW_ID_PREFIX + Request.idOf(last.id(), attempt))
                    .map(Request::type)
                    .filter(known -> !known.eventType().isEmpty());
            if (type.isPresent()) {
                return type.get();
            }
        }
        return inputs.of(Request.WORKFLOW_ID_PREFIX + last.id())
                .map(Request::type)
                .orElseThrow(() -> CommandFailure.unavailable("Temporal has no history of the message " + last.id()
                        + " any more, so it cannot be run again. Send the document anew."));
    }

    private void tell(RequestView view, Approval approval) {
        try {
            workflow(view).update("approve", Void.class, approval);
        } catch (WorkflowUpdateException refused) {
            throw CommandFailure.rejected("Refused by the request: " + innermost(refused));
        } catch (WorkflowNotFoundException ended) {
            throw CommandFailure.rejected("Request " + view.listing().id() + " has ended meanwhile"
                    + state(view.listing().id()) + "; nothing was decided.");
        }
    }

    private String state(String attempt) {
        return reader.find(attempt)
                .flatMap(RequestView::state)
                .map(RequestState::name)
                .map(state -> " as " + state)
                .orElse("");
    }

    private WorkflowStub workflow(RequestView view) {
        return client.newUntypedWorkflowStub(
                Request.WORKFLOW_ID_PREFIX + view.listing().id());
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof io.temporal.failure.ApplicationFailure ours
                ? ours.getOriginalMessage()
                : String.valueOf(cause.getMessage());
    }
}
