package dev.palisade.worker.intake;

import dev.palisade.worker.intake.RequestStarter.Started;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.TemporalNames;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.common.converter.DataConverterException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Compares a request with the one that took its id before. */
final class EarlierRequest {
    private final WorkflowClient client;

    EarlierRequest(WorkflowClient client) {
        this.client = client;
    }

    Started compare(Request request) {
        WorkflowExecutionDescription earlier =
                client.newUntypedWorkflowStub(request.workflowId()).describe();
        String digest = earlier.getMemo(TemporalNames.MEMO_DIGEST, String.class, String.class);
        if (request.digest().equals(digest)) {
            return new Started.Duplicate(
                    earlier.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING,
                    Objects.requireNonNullElse(
                            earlier.getTypedSearchAttributes().get(TemporalNames.STATE), "UNKNOWN"));
        }
        return new Started.IdTaken(differences(request, Objects.requireNonNullElse(digest, "none")));
    }

    private List<String> differences(Request request, String digest) {
        return first(request.workflowId())
                .map(earlier -> differences(earlier, request))
                .filter(differences -> !differences.isEmpty())
                .orElseGet(() -> List.of("digest: earlier " + digest + ", now " + request.digest()));
    }

    /** The request as it was started; empty if the id is a workflow's of another make. */
    private Optional<Request> first(String workflowId) {
        Iterator<HistoryEvent> history = client.streamHistory(workflowId).iterator();
        if (!history.hasNext()) {
            return Optional.empty();
        }
        var input = history.next().getWorkflowExecutionStartedEventAttributes().getInput();
        try {
            return Optional.ofNullable(client.getOptions()
                    .getDataConverter()
                    .fromPayloads(0, Optional.of(input), Request.class, Request.class));
        } catch (DataConverterException otherMake) {
            return Optional.empty();
        }
    }

    private static List<String> differences(Request earlier, Request now) {
        List<String> differences = new ArrayList<>();
        if (earlier.type() != now.type()) {
            differences.add("type: earlier " + earlier.type().eventType() + ", now "
                    + now.type().eventType());
        }
        differences.addAll(ContentDifference.between(earlier.document(), now.document()));
        return differences;
    }
}
