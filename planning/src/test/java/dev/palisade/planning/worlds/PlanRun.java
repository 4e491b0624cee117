package dev.palisade.planning.worlds;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.worlds.Hands.WorldChanged;
import dev.palisade.planning.worlds.Happening.Asks;
import dev.palisade.planning.worlds.Happening.Drift;
import dev.palisade.planning.worlds.Happening.Fault;
import dev.palisade.planning.worlds.Happening.Kind;
import dev.palisade.planning.worlds.Strangers.Deed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Runs the plans of one request: any step whose dependences are done may be next, and one of all meets the fault. */
final class PlanRun {
    private final Town town;
    private final Neighbourhood neighbourhood;
    private final Environment environment;
    private final Hands hands;
    private final Fault fault;
    private final RandomGenerator random;
    private final Set<String> drifted = new HashSet<>();
    private Claims granted = Claims.none();
    /** Nobody but us has touched anything since the plan was made, and it was made from fresh readings. */
    private boolean undisturbed;

    private boolean claimRefused;
    private boolean faultFired;
    private boolean cancelled;
    private boolean died;

    PlanRun(
            Town town,
            Neighbourhood neighbourhood,
            Environment environment,
            Hands hands,
            Asks asks,
            RandomGenerator random) {
        this.town = town;
        this.neighbourhood = neighbourhood;
        this.environment = environment;
        this.hands = hands;
        this.fault = asks.fault();
        this.random = random;
        this.undisturbed = !asks.stale();
    }

    boolean cancelled() {
        return cancelled;
    }

    boolean died() {
        return died;
    }

    boolean claimRefused() {
        return claimRefused;
    }

    Claims granted() {
        return granted;
    }

    /** Places that strangers have changed while the request ran. */
    Set<String> drifted() {
        return drifted;
    }

    /** False if a neighbour has what cannot be shared. */
    boolean claims(Claims claims) {
        claimRefused = !neighbourhood.claim(environment.workspace(), claims);
        Broken.unless(
                !claimRefused, Invariant.CLAIMS_ARE_FREE, "of " + environment.workspace() + " are refused: " + claims);
        granted = granted.plus(claims);
        return true;
    }

    Optional<Failure> run(List<Act> planned) {
        List<Act> waiting = new ArrayList<>(planned);
        int faultAt = faultFired || planned.isEmpty() ? -1 : fault.step() % planned.size();
        while (!waiting.isEmpty()) {
            Act next = next(waiting);
            waiting.remove(next);
            boolean meets = planned.size() - waiting.size() - 1 == faultAt;
            faultFired |= meets;
            town.encounters().ran(next.step(), meets ? fault.kind() : Kind.NONE);
            Optional<Failure> failure = act(next, meets ? fault.kind() : Kind.NONE);
            if (failure.isPresent() || died || cancelled) {
                return failure;
            }
        }
        undisturbed = true;
        return Optional.empty();
    }

    private Act next(List<Act> waiting) {
        Set<String> open = new HashSet<>();
        waiting.forEach(act -> open.add(act.step().id()));
        List<Act> free = waiting.stream()
                .filter(act -> act.step().dependsOn().stream().noneMatch(open::contains))
                .toList();
        return free.get(random.nextInt(free.size()));
    }

    private Optional<Failure> act(Act act, Kind kind) {
        switch (kind) {
            case CANCELLED -> cancelled = true;
            case TERMINATED_BEFORE -> died = true;
            case OVERTAKEN -> overtaken(act.step().resource());
            default -> {}
        }
        if (cancelled || died) {
            return Optional.empty();
        }
        act.begins();
        if (kind == Kind.REFUSED || kind == Kind.FORBIDDEN) {
            act.wroteNothing();
            return Optional.of(kind == Kind.FORBIDDEN ? Failure.NEEDS_A_PERSON : Failure.YOURS);
        }
        if (kind == Kind.SILENT_WITHOUT_EFFECT) {
            return Optional.of(Failure.YOURS);
        }
        try {
            return write(act, kind);
        } catch (WorldChanged changed) {
            Broken.unless(!undisturbed, Invariant.BEFORE_IS_TRUE, changed.getMessage());
            act.wroteNothing();
            undisturbed = true;
            return Optional.of(Failure.WORLD_CHANGED);
        }
    }

    /** A stranger is faster, if there is anything to do where the step is about to write; else does something elsewhere. */
    private void overtaken(ResourceId resource) {
        List<Deed> there = town.deedsOn(resource);
        Set<String> places = there.isEmpty()
                ? town.drifts(new Drift(Strangers.ADD_ADDRESS, random.nextInt(12)))
                : town.world().does(there.get(random.nextInt(there.size())));
        drifted.addAll(places);
        undisturbed &= places.isEmpty();
    }

    private Optional<Failure> write(Act act, Kind kind) throws WorldChanged {
        boolean failsLate = kind == Kind.FAILED_LATE;
        if (failsLate && act.step().action() == Action.DELETE) {
            act.began(Ownership.CHANGED);
            return Optional.of(Failure.YOURS);
        }
        Ownership ownership = hands.does(act.step(), false, failsLate ? "Failed" : "Succeeded");
        Broken.unless(
                ownership != Ownership.ADOPTED || !undisturbed,
                Invariant.BEFORE_IS_TRUE,
                act.step().id() + " is done already");
        switch (kind) {
            case SILENT_AFTER_EFFECT -> {
                return Optional.of(Failure.YOURS);
            }
            case TERMINATED_AFTER -> {
                died = true;
                return Optional.empty();
            }
            case ANSWER_LOST -> act.began(hands.does(act.step(), true, "Succeeded"));
            default -> act.began(ownership);
        }
        if (failsLate) {
            return Optional.of(Failure.YOURS);
        }
        act.isDone();
        return Optional.empty();
    }
}
