package dev.palisade.workflows.contract;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.util.List;

/** Where writes are paused: one register for the namespace, kept by a single workflow. May continue as new at any time. */
@WorkflowInterface
public interface PauseWorkflow {
    String WORKFLOW_ID = "pauses";

    /** The scope of everything. */
    String EVERYWHERE = "/";

    @WorkflowMethod(name = "Pauses")
    void run(List<Pause> pauses);

    /** Replaces a pause of the same scope. */
    @SignalMethod
    void pause(Pause pause);

    @SignalMethod
    void unpause(String scope);

    @QueryMethod
    List<Pause> pauses();

    /**
     * @param scope {@link #EVERYWHERE}, or an ARM ID, lower-cased: a subscription, a resource group, or an environment's workspace
     * @param reason in the operator's words
     */
    record Pause(String scope, String by, String reason, Instant since) {}
}
