package dev.palisade.worker.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.worker.intake.RequestStarter.Started;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.TemporalNames;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverterException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares a request with the one that took its id before. */
final class EarlierRequest {
    private final WorkflowClient client;

    EarlierRequest(WorkflowClient client) {
        this.client = client;
    }

    Started compare(Request request) {
        String digest = client.newUntypedWorkflowStub(request.workflowId())
                .describe()
                .getMemo(TemporalNames.MEMO_DIGEST, String.class, String.class);
        if (request.digest().equals(digest)) {
            return new Started.Duplicate();
        }
        return new Started.IdTaken(difference(request, Objects.requireNonNullElse(digest, "none")));
    }

    private String difference(Request request, String digest) {
        return first(request.workflowId())
                .map(earlier -> names(earlier, request))
                .filter(names -> !names.isEmpty())
                .map(names -> "different: " + String.join(", ", names))
                .orElseGet(() -> "digest " + digest + ", this one's is " + request.digest());
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

    private static List<String> names(Request one, Request other) {
        List<String> names = new ArrayList<>();
        if (one.type() != other.type()) {
            names.add("type");
        }
        names.addAll(differentFields(one.document(), other.document()));
        return names;
    }

    private static Set<String> differentFields(JsonNode one, JsonNode other) {
        Set<String> fields = new TreeSet<>();
        one.fieldNames().forEachRemaining(fields::add);
        other.fieldNames().forEachRemaining(fields::add);
        fields.removeIf(field -> one.path(field).equals(other.path(field)));
        return fields;
    }
}
