package dev.palisade.workflows.fake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.Begun;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.Operation;
import dev.palisade.workflows.contract.OutcomeActivities;
import dev.palisade.workflows.contract.ParentActivities;
import dev.palisade.workflows.contract.PauseActivities;
import dev.palisade.workflows.contract.PlanningActivities;
import dev.palisade.workflows.contract.StepActivities;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A world in memory. A step's effect either stands, with the request that made it, or it does not; so the world after a story is a set of
 * step ids. Keeps the contract of the activities: acting twice is acting once, and the undo looks first.
 */
public final class FakeWorld
        implements StepActivities, PlanningActivities, OutcomeActivities, ParentActivities, PauseActivities {
    /**
     * No multiple of the periods of our own timers: the time-skipping server stops for ever when a timer fires while the workflow task
     * that cancels it is under way, and in skipped time such things coincide.
     */
    private static final Duration EXPECTED = Duration.ofMinutes(17);

    private static final String NOBODY_OF_OURS = "somebody else";

    private final Map<String, String> standing = new ConcurrentHashMap<>();
    private final Map<String, Set<Fault>> faults = new ConcurrentHashMap<>();
    private final List<String> fired = new CopyOnWriteArrayList<>();
    private final List<String> created = new CopyOnWriteArrayList<>();
    private final List<UndoCall> undoCalls = new CopyOnWriteArrayList<>();
    private final FakeTopic topic = new FakeTopic(fired);
    private volatile OutcomeActivities told = topic;
    private final Map<String, Consumer<String>> moments = new ConcurrentHashMap<>();

    private volatile List<Step> wanted = List.of();
    private volatile List<Finding> findings = List.of();
    private volatile OnFailure onFailure;
    private volatile boolean reopenNetwork;
    private volatile boolean needsApproval;
    private final AtomicInteger claimsRefused = new AtomicInteger();
    private volatile Claims claims = Claims.none();
    private volatile List<String> released = List.of();
    private volatile JsonNode document;
    private volatile boolean paused;
    private final List<PlanCall> planCalls = new CopyOnWriteArrayList<>();
    private final List<ClaimCall> claimed = new CopyOnWriteArrayList<>();
    private final List<ClaimsSettled> settled = new CopyOnWriteArrayList<>();
    private final List<GivingUp> givenUp = new CopyOnWriteArrayList<>();

    public FakeWorld wants(Step... steps) {
        wanted = List.of(steps);
        return this;
    }

    public FakeWorld finds(Finding... found) {
        findings = List.of(found);
        return this;
    }

    public FakeWorld onFailure(OnFailure policy) {
        onFailure = policy;
        return this;
    }

    public FakeWorld reopensNetwork() {
        reopenNetwork = true;
        return this;
    }

    public FakeWorld needsApproval() {
        return needsApproval(true);
    }

    public FakeWorld needsApproval(boolean needed) {
        needsApproval = needed;
        return this;
    }

    /** What the plans claim. */
    public FakeWorld claims(Claims wantedClaims) {
        claims = wantedClaims;
        return this;
    }

    /** References of ledger entries that the plans release. */
    public FakeWorld releases(String... references) {
        released = List.of(references);
        return this;
    }

    /** What the environment is to be once the plan is done; null after a delete. */
    public FakeWorld standsFor(JsonNode desired) {
        document = desired;
        return this;
    }

    /** A neighbour is faster this often. */
    public FakeWorld refusesClaims(int times) {
        claimsRefused.set(times);
        return this;
    }

    public FakeWorld pause() {
        paused = true;
        return this;
    }

    public FakeWorld unpause() {
        paused = false;
        return this;
    }

    public FakeWorld withoutFault(String stepId) {
        faults.remove(stepId);
        return this;
    }

    public FakeWorld withFault(String stepId, Fault fault) {
        faults.computeIfAbsent(stepId, id -> EnumSet.noneOf(Fault.class)).add(fault);
        return this;
    }

    /** The effect of this step is there already, by somebody who is not us. */
    public FakeWorld alreadyHas(String stepId) {
        standing.put(stepId, NOBODY_OF_OURS);
        return this;
    }

    /** Called once, inside the activity, at "begin", "begun", "await", "undo" or "verify" of a step; with the request's workflow id. */
    public FakeWorld at(String moment, String stepId, Consumer<String> then) {
        moments.put(moment + " " + stepId, then);
        return this;
    }

    public Set<String> standing() {
        return new TreeSet<>(standing.keySet());
    }

    public List<String> fired() {
        return fired;
    }

    /** One element for each effective creation or change. */
    public List<String> created() {
        return created;
    }

    public List<UndoCall> undoCalls() {
        return undoCalls;
    }

    /** Where outcomes go. */
    public FakeTopic topic() {
        return topic;
    }

    /** Outcomes go there, and not to the topic in memory. */
    public FakeWorld tells(OutcomeActivities listener) {
        told = listener;
        return this;
    }

    public List<PlanCall> planCalls() {
        return planCalls;
    }

    public List<ClaimCall> claimed() {
        return claimed;
    }

    public List<ClaimsSettled> settled() {
        return settled;
    }

    public List<GivingUp> givenUp() {
        return givenUp;
    }

    @Override
    public void claim(ClaimCall call) {
        reach("claim", call.requestId());
        if (claimsRefused.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            fired.add("claim refused");
            throw failure("neighbour", "TAKEN", FailureClass.WORLD_CHANGED, true);
        }
        claimed.add(call);
    }

    @Override
    public void settle(ClaimsSettled told) {
        settled.add(told);
    }

    @Override
    public void giveUp(GivingUp call) {
        reach("giveUp", call.claims().environment());
        givenUp.add(call);
    }

    @Override
    public void awaitUnpaused(String environment) {
        reach("pause", environment);
        if (paused) {
            throw notYet(Duration.ofMinutes(7));
        }
    }

    @Override
    public Prepared prepare(PlanCall call) {
        planCalls.add(call);
        reach("prepare", call.requestId());
        List<Step> steps = wanted.stream().filter(step -> !isDone(step)).toList();
        boolean refused = findings.stream().anyMatch(Finding::refuses);
        return new Prepared(
                refused ? Plans.plan(List.of()) : Plans.plan(steps, claims, released),
                findings,
                onFailure,
                reopenNetwork,
                needsApproval && !steps.isEmpty(),
                document,
                List.of());
    }

    private boolean isDone(Step step) {
        return step.action() == Action.DELETE
                ? !standing.containsKey(Plans.deletedBy(step))
                : standing.containsKey(step.id());
    }

    @Override
    public Begun begin(StepCall call) {
        String id = call.step().id();
        reach("begin", id);
        failIfPaused(id);
        failIf(id, Fault.REFUSED, FailureClass.YOURS, true);
        failIf(id, Fault.REFUSED_BEFORE_ANY_WRITE, FailureClass.YOURS, true);
        failIf(id, Fault.QUOTA, FailureClass.NEEDS_A_PERSON, true);
        failIf(id, Fault.WORLD_CHANGED, FailureClass.WORLD_CHANGED, false);
        failIf(id, Fault.WORLD_KEEPS_CHANGING, FailureClass.WORLD_CHANGED, true);
        Ownership ownership = act(call);
        failIf(id, Fault.RESPONSE_LOST, FailureClass.RETRY, false);
        failIf(id, Fault.EVERY_RESPONSE_LOST, FailureClass.RETRY, true);
        reach("begun", id);
        boolean waits = call.step().action() == Action.CREATE && ownership != Ownership.ADOPTED;
        return new Begun(ownership, waits ? operation(call.step()) : null);
    }

    private Ownership act(StepCall call) {
        if (call.step().action() == Action.DELETE) {
            standing.remove(Plans.deletedBy(call.step()));
            return Ownership.CHANGED;
        }
        String by = standing.putIfAbsent(call.step().id(), call.requestId());
        if (by == null) {
            created.add(call.step().id());
        } else if (!by.equals(call.requestId())) {
            return Ownership.ADOPTED;
        }
        return call.step().action() == Action.CREATE ? Ownership.CREATED : Ownership.CHANGED;
    }

    private static Operation operation(Step step) {
        return new Operation(
                step.resource(), Operation.Style.RESOURCE, null, Duration.ofSeconds(30), EXPECTED, Instant.EPOCH);
    }

    @Override
    public void await(AwaitCall call) {
        String id = call.step().id();
        reach("await", id);
        if (Activity.getExecutionContext().getInfo().getAttempt() == 1) {
            throw notYet(call.operation().expected());
        }
        failIf(id, Fault.FAILS_LATE, FailureClass.YOURS, true);
        if (has(id, Fault.NEVER_ENDS)) {
            fire(id, Fault.NEVER_ENDS, true);
            throw notYet(Duration.ofMinutes(5));
        }
    }

    private static ApplicationFailure notYet(Duration delay) {
        return ApplicationFailure.newBuilder()
                .setType(FailureClass.WAIT.name())
                .setMessage("Creating")
                .setDetails(new AzureFailure(
                        FailureClass.WAIT, "waiting", "r", "InProgress", "Creating", WhoseMove.NOBODY, "", ""))
                .setCategory(ApplicationErrorCategory.BENIGN)
                .setNextRetryDelay(delay)
                .build();
    }

    @Override
    public Undone undo(UndoCall call) {
        Step step = call.entry().step();
        undoCalls.add(call);
        reach("undo", step.id());
        failIfPaused(step.id());
        failIf(step.id(), Fault.UNDO_FAILS_ONCE, FailureClass.RETRY, false);
        failIf(step.id(), Fault.UNDO_LOCKED, FailureClass.NEEDS_A_PERSON, true);
        String by = standing.get(step.id());
        if (by == null) {
            return undone(step, Result.NEVER_HAPPENED);
        }
        if (!by.equals(call.entry().requestId())) {
            return undone(step, Result.LEFT);
        }
        standing.remove(step.id());
        return undone(step, Result.TAKEN_BACK);
    }

    private static Undone undone(Step step, Result result) {
        return new Undone(step.id(), step.resource().toString(), result, result.name());
    }

    @Override
    public List<Difference> verify(VerifyCall call) {
        List<Difference> differences = new ArrayList<>();
        for (Step step : call.steps()) {
            reach("verify", step.id());
            boolean differs = !isDone(step);
            if (has(step.id(), Fault.VERIFY_DIFFERS)) {
                fire(step.id(), Fault.VERIFY_DIFFERS, true);
                differs = true;
            }
            if (differs) {
                differences.add(new Difference(step.id(), step.resource().toString(), "", "there", "not there"));
            }
        }
        return differences;
    }

    @Override
    public void publish(List<Outcome> outcomes) {
        told.publish(outcomes);
    }

    private void reach(String moment, String stepId) {
        Consumer<String> then = moments.remove(moment + " " + stepId);
        if (then != null) {
            fired.add(moment + " " + stepId);
            then.accept(Activity.getExecutionContext().getInfo().getWorkflowId());
        }
    }

    private boolean has(String stepId, Fault fault) {
        return faults.getOrDefault(stepId, Set.of()).contains(fault);
    }

    private void fire(String stepId, Fault fault, boolean forEver) {
        fired.add(fault + " " + stepId);
        if (!forEver) {
            faults.get(stepId).remove(fault);
        }
    }

    private void failIfPaused(String stepId) {
        if (paused) {
            fired.add("paused " + stepId);
            throw failure(stepId, "PAUSED", FailureClass.PAUSED, true);
        }
    }

    private void failIf(String stepId, Fault fault, FailureClass failureClass, boolean forEver) {
        if (has(stepId, fault)) {
            fire(stepId, fault, forEver);
            throw failure(stepId, fault.name(), failureClass, fault == Fault.REFUSED_BEFORE_ANY_WRITE);
        }
    }

    private static ApplicationFailure failure(
            String stepId, String code, FailureClass failureClass, boolean nothingWritten) {
        AzureFailure why = new AzureFailure(
                failureClass,
                "making " + stepId,
                stepId,
                code,
                "Azure said " + code,
                WhoseMove.YOURS,
                "request-1",
                "correlation-1");
        return nothingWritten
                ? ApplicationFailure.newNonRetryableFailure(
                        why.message(), failureClass.name(), why, StepActivities.NOTHING_WRITTEN)
                : ApplicationFailure.newFailure(why.message(), failureClass.name(), why);
    }

    /** For messages of failed assertions. */
    @Override
    public String toString() {
        return "standing " + new TreeMap<>(standing) + ", fired " + fired;
    }
}
