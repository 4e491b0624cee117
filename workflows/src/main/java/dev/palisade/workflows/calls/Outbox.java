package dev.palisade.workflows.calls;

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
public final class Outbox {
    private final List<Outcome> waiting = new ArrayList<>();
    private Promise<Void> delivery = Workflow.newPromise(null);
    private int posted;

    public void post(RequestStatus status) {
        post(++posted, status);
    }

    public void post(int sequence, RequestStatus status) {
        waiting.add(new Outcome(sequence, Instant.ofEpochMilli(Workflow.currentTimeMillis()), status));
        if (delivery.isCompleted()) {
            // Detached, so that a cancelled request tells its outcome too.
            Workflow.newDetachedCancellationScope(() -> delivery = Async.procedure(this::deliver))
                    .run();
        }
    }

    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Returns when everything posted is with the broker, or was given up. */
    public void drain() {
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
            publishPatiently(batch);
        }
    }

    /** What the broker refuses for good, or for longer than an outcome is worth, must not make a finished request fail. */
    private static void publishPatiently(List<Outcome> batch) {
        try {
            ActivityPresets.outcomesPatiently().publish(batch);
        } catch (ActivityFailure undeliverable) {
            Workflow.getLogger(Outbox.class)
                    .error("Outcomes were not published; the request's result says the same", undeliverable);
        }
    }
}
