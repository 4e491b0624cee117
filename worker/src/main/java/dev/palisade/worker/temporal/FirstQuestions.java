package dev.palisade.worker.temporal;

import dev.palisade.workflows.contract.EnvironmentWorkflow;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.payload.Answer;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.QueryWorkflowResponse;
import java.util.Map;

/**
 * What is asked about each open request, on its way. A status has a whole plan in it, and is read once.
 *
 * @param description what Temporal's server knows of it
 * @param status what it says itself
 */
record FirstQuestions(
        TemporalQuestions temporal,
        WorkflowExecutionInfo listed,
        Reply<DescribeWorkflowExecutionResponse> description,
        Reply<QueryWorkflowResponse> status) {

    static FirstQuestions about(WorkflowExecutionInfo listed, TemporalQuestions temporal) {
        WorkflowExecution run = listed.getExecution();
        return new FirstQuestions(temporal, listed, temporal.describe(run), temporal.query(run, "status"));
    }

    /**
     * Asks what follows from how it stands.
     *
     * @param environments those that are asked already, and this one's
     */
    Inquiry further(Map<String, Reply<QueryWorkflowResponse>> environments) {
        Answer<RequestStatus> said = temporal.said(status, RequestStatus.class);
        RequestStatus known = said.known().orElse(null);
        if (known == null) {
            return new Inquiry(temporal, listed, description, said, null, temporal.beginning(listed.getExecution()));
        }
        boolean waits = known.state() == RequestState.WAITING_FOR_TURN;
        return new Inquiry(temporal, listed, description, said, waits ? environment(known, environments) : null, null);
    }

    private Reply<QueryWorkflowResponse> environment(
            RequestStatus known, Map<String, Reply<QueryWorkflowResponse>> environments) {
        return environments.computeIfAbsent(
                known.environment(),
                id -> temporal.query(
                        WorkflowExecution.newBuilder()
                                .setWorkflowId(EnvironmentWorkflow.WORKFLOW_ID_PREFIX + id)
                                .build(),
                        "state"));
    }
}
