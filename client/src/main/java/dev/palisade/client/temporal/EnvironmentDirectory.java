package dev.palisade.client.temporal;

import dev.palisade.client.failure.CommandFailure;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.workflows.contract.EnvironmentWorkflow;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The environments there are in one Temporal: each has a workflow of its own, which says what it is called. */
public final class EnvironmentDirectory {
    private static final String SUMMARY = "environment ";

    private final WorkflowClient client;
    private final String address;

    public EnvironmentDirectory(WorkflowClient client, String address) {
        this.client = client;
        this.address = address;
    }

    public List<KnownEnvironment> all() {
        try (var runs = client.listExecutions("WorkflowType = 'Environment' AND ExecutionStatus = 'Running'")) {
            return runs.map(run -> known(run.getExecution().getWorkflowId())).toList();
        }
    }

    /** What the environment's workflow says of itself; empty if there is none, or no worker answers, or only in words of a newer build. */
    public Optional<EnvironmentState> state(String environmentId) {
        WorkflowExecution run = WorkflowExecution.newBuilder()
                .setWorkflowId(EnvironmentWorkflow.WORKFLOW_ID_PREFIX + environmentId)
                .build();
        return new WorkerQuery(client).ask(run, "state", EnvironmentState.class).known();
    }

    /** The same in short, for whoever looks at one of its requests. */
    Optional<EnvironmentView> view(String environmentId) {
        return state(environmentId).map(EnvironmentView::of);
    }

    /** True also while no worker answers for it. */
    public boolean exists(String environmentId) {
        return RequestReader.described(
                        client.newUntypedWorkflowStub(EnvironmentWorkflow.WORKFLOW_ID_PREFIX + environmentId))
                .isPresent();
    }

    /**
     * The environment that is meant: by its workspace's ARM ID, which need not be known here, or by its name.
     *
     * @throws CommandFailure if no environment has this name, or several have
     */
    public KnownEnvironment resolve(String idOrName) {
        return workspace(idOrName).orElseGet(() -> named(idOrName, all(), address));
    }

    /** Empty if the text is no ARM ID but a name. @throws CommandFailure if it is the ID of something else */
    public static Optional<KnownEnvironment> workspace(String text) {
        if (!text.startsWith("/")) {
            return Optional.empty();
        }
        ResourceId id = ResourceId.parse(text)
                .filter(parsed -> parsed.type().equalsIgnoreCase("Microsoft.MachineLearningServices/workspaces"))
                .orElseThrow(
                        () -> CommandFailure.usage(text + " is not the ARM ID of a workspace. An environment is named"
                                + " by that (/subscriptions/…/providers/Microsoft.MachineLearningServices/workspaces/NAME) or by"
                                + " its own name."));
        return Optional.of(new KnownEnvironment(id.key(), ""));
    }

    static KnownEnvironment named(String name, List<KnownEnvironment> known, String address) {
        List<KnownEnvironment> fitting =
                known.stream().filter(one -> one.name().equalsIgnoreCase(name)).toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        throw CommandFailure.unavailable(
                fitting.isEmpty()
                        ? "There is no environment " + name + " in Temporal at " + address + ". " + there(known)
                        : fitting.size() + " environments are called " + name + ": " + ids(fitting)
                                + ". Name the one you mean by its ARM ID.");
    }

    private static String there(List<KnownEnvironment> known) {
        return known.isEmpty()
                ? "There is none yet; name a workspace by its ARM ID."
                : "There are: " + known.stream().map(KnownEnvironment::toString).collect(Collectors.joining(", "))
                        + ".";
    }

    private static String ids(List<KnownEnvironment> known) {
        return known.stream().map(KnownEnvironment::id).collect(Collectors.joining(", "));
    }

    /** Its starter wrote the name where Temporal itself can tell it, so that this needs no worker. */
    private KnownEnvironment known(String workflowId) {
        String summary = Optional.ofNullable(
                        client.newUntypedWorkflowStub(workflowId).describe().getStaticSummary())
                .orElse("");
        return new KnownEnvironment(
                workflowId.substring(EnvironmentWorkflow.WORKFLOW_ID_PREFIX.length()),
                summary.startsWith(SUMMARY) ? summary.substring(SUMMARY.length()) : "");
    }
}
