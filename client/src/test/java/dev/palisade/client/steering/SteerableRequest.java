package dev.palisade.client.steering;

import dev.palisade.client.SampleRequest;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestWorkflow;
import io.temporal.workflow.Workflow;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * As the real one looks to whoever steers it: rests in the state that its document names (for further attempts: {@code then}), or waits there
 * for an approval or a cancel.
 */
public final class SteerableRequest implements RequestWorkflow {
    private RequestState state = RequestState.PLANNING;
    private int generation;
    private @Nullable String cancelled;
    private @Nullable Approval decision;

    @Override
    public RequestStatus run(Request request) {
        String rests = request.document().path("rests").asText();
        generation = request.document().path("generation").asInt(1);
        state = RequestState.valueOf(
                request.attempt() > 1 ? request.document().path("then").asText(rests) : rests);
        if (!state.resting()) {
            Workflow.await(() -> cancelled != null || decision != null);
            state = decision != null && decision.approved() ? RequestState.READY : RequestState.CANCELLED;
        }
        return status();
    }

    @Override
    public void turnGranted(TurnGranted turn) {}

    @Override
    public void cancel(String reason) {
        cancelled = reason;
    }

    @Override
    public void approve(Approval approval) {
        decision = approval;
    }

    /** Says no as the real one does, to whoever forgets what he approved. */
    @Override
    public void validateApproval(Approval approval) {
        if (approval.by().equals("nobody")) {
            throw new IllegalStateException("nobody has already decided.");
        }
    }

    @Override
    public RequestStatus status() {
        return SampleRequest.cancelled(SampleRequest.in(state, RequestType.APPLY, generation), by());
    }

    private @Nullable String by() {
        return decision == null ? cancelled : Objects.requireNonNull(decision).by();
    }
}
