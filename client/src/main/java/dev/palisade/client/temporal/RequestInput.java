package dev.palisade.client.temporal;

import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.payload.Answer;
import io.grpc.StatusRuntimeException;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.util.Iterator;
import java.util.Optional;

/** What an attempt of a request was started with: the first event of its history. */
public final class RequestInput {
    private final WorkflowClient client;

    public RequestInput(WorkflowClient client) {
        this.client = client;
    }

    /** Empty if there is no such workflow, or it is one of another make. */
    public Optional<Request> of(String workflowId) {
        try {
            Iterator<HistoryEvent> history = client.streamHistory(workflowId).iterator();
            return history.hasNext() ? read(history.next()) : Optional.empty();
        } catch (StatusRuntimeException e) {
            if (RequestReader.isNoSuchWorkflow(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Request> read(HistoryEvent started) {
        var input = started.getWorkflowExecutionStartedEventAttributes().getInput();
        return Answer.read(client.getOptions().getDataConverter(), input, Request.class)
                .known();
    }
}
