package dev.palisade.client.temporal;

import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.payload.Answer;
import dev.palisade.workflows.slowness.Sighting;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import org.jspecify.annotations.Nullable;

/** What was read of a running request, as it is judged slow or not; who has a turn is asked only if it is waited for. */
final class Sightings {
    private final WorkflowClient client;
    private final EnvironmentDirectory environments;

    Sightings(WorkflowClient client, EnvironmentDirectory environments) {
        this.client = client;
        this.environments = environments;
    }

    /** One look knows of no earlier one: if no worker answers, none is taken to have answered since the start. */
    Sighting of(WorkflowExecutionDescription description, Answer<RequestStatus> status) {
        return Sighting.of(
                description.getRawDescription(),
                status,
                environment(status.known().orElse(null)),
                description.getStartTime(),
                client.getOptions().getDataConverter());
    }

    private @Nullable EnvironmentState environment(@Nullable RequestStatus status) {
        return status != null && status.state() == RequestState.WAITING_FOR_TURN
                ? environments.state(status.environment()).orElse(null)
                : null;
    }
}
