package dev.palisade.workflows.worlds;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.plan.Step.Undo;
import dev.palisade.planning.worlds.Broken;
import dev.palisade.planning.worlds.Doors;
import dev.palisade.planning.worlds.Environment;
import dev.palisade.planning.worlds.Hands;
import dev.palisade.planning.worlds.Hands.WorldChanged;
import dev.palisade.planning.worlds.Happening.Kind;
import dev.palisade.planning.worlds.Invariant;
import dev.palisade.planning.worlds.Meaning;
import dev.palisade.planning.worlds.Parents;
import dev.palisade.planning.worlds.Strangers.Deed;
import dev.palisade.planning.worlds.TakingBack.Outcome;
import dev.palisade.planning.worlds.UndoAct;
import dev.palisade.workflows.contract.Begun;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.Operation;
import dev.palisade.workflows.contract.StepActivities;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What steps do in the world, and what goes wrong with it. */
final class StepsInWorld implements StepActivities {
    private static final Duration OPERATION = Duration.ofMinutes(17);
    private static final Duration BUSY = Duration.ofMinutes(2);
    private static final Duration SILENCE = Duration.ofMinutes(23);

    private final Ground ground;
    private final Parents parents;
    /** Activities that have written and were not answered. */
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    /** Workflows of which an undo has failed: what lies beneath may be refused as well. */
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    StepsInWorld(Ground ground, Parents parents) {
        this.ground = ground;
        this.parents = parents;
    }

    @Override
    public Begun begin(StepCall call) {
        Step step = call.step();
        boolean again = sent.contains(activity());
        Trouble trouble = ground.trouble();
        Kind kind = trouble.at(step);
        requireUnpaused(again);
        waitForOthers(kind, step);
        refuse(kind, step, trouble);
        try {
            Begun begun = ground.alone(() -> done(call, kind, again, trouble));
            silence(kind, step, again);
            return begun;
        } catch (WorldChanged changed) {
            throw again
                    ? AzureSays.no(FailureClass.WORLD_CHANGED, changed.getMessage())
                    : AzureSays.noAtOnce(FailureClass.WORLD_CHANGED, changed.getMessage());
        }
    }

    /** This server stops for ever if a cancel meets the end of an activity: what fails does so when no other begins any more. */
    private void waitForOthers(Kind kind, Step step) {
        if (kind != Kind.NONE && info().getAttempt() == 1) {
            throw AzureSays.notYet(ground.about(BUSY, step.id()), "busy");
        }
    }

    private void refuse(Kind kind, Step step, Trouble trouble) {
        if (kind != Kind.NONE && trouble.fires()) {
            ground.met(step, kind);
        }
        switch (kind) {
            case REFUSED -> throw AzureSays.noAtOnce(FailureClass.YOURS, "refused");
            case FORBIDDEN -> throw AzureSays.noAtOnce(FailureClass.NEEDS_A_PERSON, "forbidden");
            case SILENT_WITHOUT_EFFECT -> throw AzureSays.nothing(ground.about(SILENCE, step.id()));
            default -> {}
        }
    }

    private Begun done(StepCall call, Kind kind, boolean again, Trouble trouble) throws WorldChanged {
        Step step = call.step();
        ground.acts(call.environment());
        if (kind == Kind.OVERTAKEN && trouble.overtakes()) {
            overtaken(step);
        }
        if (kind == Kind.FAILED_LATE && step.action() == Action.DELETE) {
            return new Begun(Ownership.CHANGED, operation(step));
        }
        Environment environment = ground.environment(call.environment());
        Hands hands = new Hands(ground.town().world(), parents, environment, call.requestId());
        Ownership ownership = owned(hands, step, again, kind == Kind.FAILED_LATE ? "Failed" : "Succeeded");
        ground.met(step, Kind.NONE);
        boolean waits = ownership != Ownership.ADOPTED && (step.action() != Action.UPDATE || kind == Kind.FAILED_LATE);
        return new Begun(ownership, waits ? operation(step) : null);
    }

    /** A known gap: two that plan rules of one group at the same time choose the same free priority, and Azure refuses the second. */
    private static Ownership owned(Hands hands, Step step, boolean again, String state) throws WorldChanged {
        try {
            return hands.does(step, again, state);
        } catch (Broken refused) {
            if (refused.invariant() == Invariant.AZURE_TAKES_IT && step.kind() == ResourceKind.NETWORK_SECURITY_GROUP) {
                throw AzureSays.noAtOnce(FailureClass.YOURS, refused.getMessage());
            }
            throw refused;
        }
    }

    /** A known gap: whoever has replaced a whole resource, alike but for our tags, is not recognized by a step that changes it. */
    private void overtaken(Step step) {
        List<Deed> deeds = ground.town().deedsOn(step.resource()).stream()
                .filter(deed -> step.action() != Action.UPDATE || !deed.takesOver())
                .toList();
        if (!deeds.isEmpty()) {
            int which = Math.floorMod(step.id().hashCode(), deeds.size());
            ground.driftedAt(ground.town().world().does(deeds.get(which)));
        }
    }

    private void silence(Kind kind, Step step, boolean again) {
        if (kind == Kind.SILENT_AFTER_EFFECT || (kind == Kind.ANSWER_LOST && !again)) {
            sent.add(activity());
            throw AzureSays.nothing(ground.about(kind == Kind.ANSWER_LOST ? BUSY : SILENCE, step.id()));
        }
    }

    private Operation operation(Step step) {
        return new Operation(
                step.resource(),
                Operation.Style.RESOURCE,
                null,
                Duration.ofSeconds(30),
                ground.about(OPERATION, step.id()),
                Instant.EPOCH);
    }

    @Override
    public void await(AwaitCall call) {
        if (info().getAttempt() == 1) {
            throw AzureSays.notYet(call.operation().expected(), "working");
        }
        if (ground.trouble().at(call.step()) == Kind.FAILED_LATE) {
            throw AzureSays.no(FailureClass.YOURS, "failed late");
        }
    }

    @Override
    public Undone undo(UndoCall call) {
        Step step = call.entry().step();
        requireUnpaused(false);
        if (ground.trouble().failsUndo(step)) {
            failing.add(info().getWorkflowId());
            throw AzureSays.no(FailureClass.NEEDS_A_PERSON, "its undo is forbidden");
        }
        try {
            Outcome outcome = ground.alone(() -> undone(call));
            return new Undone(step.id(), step.resource().toString(), Result.valueOf(outcome.name()), outcome.name());
        } catch (WorldChanged never) {
            throw new IllegalStateException("An undo takes the world as it is", never);
        }
    }

    private Outcome undone(UndoCall call) {
        LedgerEntry entry = call.entry();
        ground.acts(call.environment());
        if (entry.step().undo() == Undo.NONE) {
            return Outcome.LEFT;
        }
        Environment environment = ground.environment(call.environment());
        Hands hands = new Hands(ground.town().world(), parents, environment, entry.requestId());
        List<String> closed = Doors.closed(ground.town().world().azure());
        Outcome outcome = takenBack(new UndoAct(ground.town().world(), parents, hands, environment), entry);
        List<String> now = Doors.closed(ground.town().world().azure());
        Broken.unless(
                now.containsAll(closed) || ground.reopens(entry.requestId()),
                Invariant.DOORS_STAY_CLOSED,
                entry.key() + " was taken back, which opened a door");
        return outcome;
    }

    private Outcome takenBack(UndoAct act, LedgerEntry entry) {
        try {
            return act.takesBack(entry);
        } catch (Broken refused) {
            if (refused.invariant() == Invariant.AZURE_TAKES_IT && failing.contains(info().getWorkflowId())) {
                throw AzureSays.no(FailureClass.NEEDS_A_PERSON, "something stands on it: " + refused.getMessage());
            }
            throw refused;
        }
    }

    @Override
    public List<Difference> verify(VerifyCall call) {
        try {
            return ground.alone(() -> call.steps().stream()
                    .flatMap(step -> different(step).stream())
                    .toList());
        } catch (WorldChanged never) {
            throw new IllegalStateException("A reading changes nothing", never);
        }
    }

    private Optional<Difference> different(Step step) {
        return step.deltas().stream()
                .filter(delta -> !stands(step.resource(), delta))
                .findFirst()
                .map(delta -> new Difference(
                        step.id(),
                        step.resource().toString(),
                        delta.path(),
                        String.valueOf(delta.after()),
                        "something else"));
    }

    private boolean stands(ResourceId resource, Delta delta) {
        return Meaning.stands(ground.town().world().azure().find(resource).orElse(null), delta, delta.after());
    }

    private void requireUnpaused(boolean underWay) {
        if (ground.isPaused() && !underWay) {
            throw AzureSays.noAtOnce(FailureClass.PAUSED, "an operator has paused writes");
        }
    }

    private static String activity() {
        return info().getWorkflowId() + "/" + info().getWorkflowRunId() + "/" + info().getActivityId();
    }

    private static ActivityInfo info() {
        return Activity.getExecutionContext().getInfo();
    }
}
