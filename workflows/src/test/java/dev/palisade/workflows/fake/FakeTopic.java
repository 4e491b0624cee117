package dev.palisade.workflows.fake;

import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.OutcomeActivities;
import dev.palisade.workflows.contract.OutcomeType;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.StepOutcome;
import io.temporal.failure.ApplicationFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Where outcomes go, in memory: with a broker that may be away, hang, or lose an answer. */
public final class FakeTopic implements OutcomeActivities {
    private final List<Outcome> received = new CopyOnWriteArrayList<>();
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private final List<String> fired;
    private final AtomicInteger outage = new AtomicInteger();
    private final AtomicInteger answersLost = new AtomicInteger();
    private final AtomicReference<CountDownLatch> hanging = new AtomicReference<>();

    public FakeTopic(List<String> fired) {
        this.fired = fired;
    }

    /** The broker refuses this often before it takes an outcome. */
    public void away(int times) {
        outage.set(times);
    }

    public void away() {
        away(Integer.MAX_VALUE);
    }

    public void back() {
        away(0);
    }

    /** The broker takes what it is given, and says so to nobody. */
    public void losesAnswers(int times) {
        answersLost.set(times);
    }

    /** The next call is not answered until then, and takes nothing. */
    public void hangsOnceUntil(CountDownLatch then) {
        hanging.set(then);
    }

    @Override
    public void publish(List<Outcome> outcomes) {
        hang();
        if (outage.getAndUpdate(left -> left == Integer.MAX_VALUE ? left : Math.max(0, left - 1)) > 0) {
            fired.add("broker away");
            throw ApplicationFailure.newFailure("the broker is away", FailureClass.RETRY.name());
        }
        received.addAll(outcomes);
        batches.add(outcomes.size());
        if (answersLost.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            fired.add("answer lost");
            throw ApplicationFailure.newFailure("the answer is lost", FailureClass.RETRY.name());
        }
    }

    private void hang() {
        CountDownLatch until = hanging.getAndSet(null);
        if (until != null) {
            fired.add("broker hangs");
            try {
                until.await();
            } catch (InterruptedException givenUp) {
                Thread.currentThread().interrupt();
            }
            throw ApplicationFailure.newFailure("the broker did not answer", FailureClass.RETRY.name());
        }
    }

    /** With the copies. */
    public List<Outcome> received() {
        return received;
    }

    /** How many came at a time. */
    public List<Integer> batches() {
        return batches;
    }

    /** As a receiver has them, who drops the second copy by its id. */
    public List<Outcome> published() {
        Map<String, Outcome> first = new LinkedHashMap<>();
        received.forEach(outcome -> first.putIfAbsent(id(outcome), outcome));
        return List.copyOf(first.values());
    }

    /** What requests said of themselves when they asked for approval, or came to rest. */
    public List<RequestStatus> endings() {
        return published().stream()
                .filter(outcome -> outcome.step() == null && outcome.type() != OutcomeType.ACCEPTED)
                .filter(outcome -> outcome.type() != OutcomeType.PLANNED
                        || outcome.status().state().resting())
                .map(Outcome::status)
                .toList();
    }

    /** "ready", "step.finished cluster": what was published of a request, in order. */
    public List<String> told(String requestId) {
        return published().stream()
                .filter(outcome -> outcome.about().requestId().equals(requestId))
                .map(FakeTopic::words)
                .toList();
    }

    public List<StepOutcome> steps(OutcomeType type) {
        return published().stream()
                .filter(outcome -> outcome.type() == type)
                .map(Outcome::step)
                .toList();
    }

    private static String words(Outcome outcome) {
        return outcome.told().event()
                + (outcome.step() == null ? "" : " " + outcome.step().step().id());
    }

    private static String id(Outcome outcome) {
        String which = outcome.type() == null ? "" + outcome.sequence() : words(outcome) + " " + outcome.occurrence();
        return outcome.about().requestId() + " " + outcome.about().attempt() + " " + which;
    }
}
