package dev.palisade.workflows.calls;

import dev.palisade.planning.finding.Language;
import dev.palisade.workflows.contract.OutcomeActivities.Outcome;
import dev.palisade.workflows.contract.OutcomeType;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.StepOutcome;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Publishes outcomes beside the work: in order, batched when they pile up, at least once.
 *
 * <p>The first try is a local activity, which is one event: an activity would be three, and three more for the workflow task that its
 * answer asks for, which would double what a long step costs. What it costs instead is time: a workflow task ends, and what it commands goes
 * to the server, only when its local activities have ended, in whatever order they were called. So a step that begins in a task in which
 * something is posted begins as much later as the broker takes to answer: milliseconds, beside minutes in Azure. A broker that is away
 * may take a second, once: a try is bounded, and after the first that fails an activity goes on, which no task waits for, and what is
 * posted meanwhile waits behind it. Only when that one has got through does the next batch go at once again.
 *
 * <p>All that a workflow posts before it next waits is one batch, since the delivery runs when everything else has come to a halt.
 */
public final class Outbox {
    /** So that what has piled up in an outage stays well under what an activity may be given. */
    private static final int BATCH = 100;

    private final @Nullable Language language;
    private final List<Outcome> waiting = new ArrayList<>();
    private final Map<String, Integer> occurrences = new HashMap<>();
    private Promise<Void> delivery = Workflow.newPromise(null);
    private int posted;

    /** @param language in which findings are told; null is English */
    public Outbox(@Nullable Language language) {
        this.language = language;
    }

    /** What a request says that tells only of waiting and resting states. */
    public void post(RequestStatus status) {
        post(++posted, status);
    }

    public void post(int sequence, RequestStatus status) {
        post(new Outcome(sequence, now(), status.withoutBodies(), null, null, 0, language));
    }

    public void post(OutcomeType type, RequestStatus status) {
        post(type, "", status.withoutBodies(), null);
    }

    public void post(OutcomeType type, StepOutcome step) {
        post(type, step.step().id(), null, step);
    }

    private void post(OutcomeType type, String of, @Nullable RequestStatus status, @Nullable StepOutcome step) {
        int occurrence = occurrences.merge(type.event() + "/" + of, 1, Integer::sum);
        post(new Outcome(++posted, now(), status, step, type, occurrence, language));
    }

    private void post(Outcome outcome) {
        waiting.add(outcome);
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
            List<Outcome> batch = List.copyOf(waiting.subList(0, Math.min(BATCH, waiting.size())));
            publish(batch);
            waiting.subList(0, batch.size()).clear();
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

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
