package dev.palisade.workflows.request;

import dev.palisade.workflows.calls.ActivityPresets;
import dev.palisade.workflows.contract.OutcomeActivities.Outcome;
import dev.palisade.workflows.contract.RequestStatus;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes outcomes beside the work: in order, batched when they pile up, at least once. Post only while no step is in flight, since the
 * first try is part of the workflow task.
 */
final class Outbox {
    private final List<Outcome> waiting = new ArrayList<>();
    private Promise<Void> delivery = Workflow.newPromise(null);
    private int posted;

    void post(RequestStatus status) {
        waiting.add(new Outcome(++posted, Instant.ofEpochMilli(Workflow.currentTimeMillis()), status));
        if (delivery.isCompleted()) {
            // Detached, so that a cancelled request tells its outcome too.
            Workflow.newDetachedCancellationScope(() -> delivery = Async.procedure(this::deliver))
                    .run();
        }
    }

    /** Returns when everything posted is with the broker. @throws ActivityFailure if the broker was away for longer than an outcome is worth */
    void drain() {
        delivery.get();
    }

    private void deliver() {
        while (!waiting.isEmpty()) {
            List<Outcome> batch = List.copyOf(waiting);
            publish(batch);
            waiting.removeAll(batch);
        }
    }

    private static void publish(List<Outcome> batch) {
        try {
            ActivityPresets.outcomesAtOnce().publish(batch);
        } catch (ActivityFailure brokerAway) {
            ActivityPresets.outcomesPatiently().publish(batch);
        }
    }
}
