package dev.palisade.planning.worlds;

import dev.palisade.planning.PlanResult;
import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.document.OnFailure.Reaction;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Step.Effect;
import dev.palisade.planning.plan.Step.Undo;
import dev.palisade.planning.request.Asked;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Scopes;
import dev.palisade.planning.request.Standing;
import dev.palisade.planning.worlds.Environment.End;
import dev.palisade.planning.worlds.Environment.Report;
import dev.palisade.planning.worlds.Environment.Request;
import dev.palisade.planning.worlds.Happening.Asks;
import dev.palisade.planning.worlds.Happening.Attempt;
import dev.palisade.planning.worlds.TakingBack.Outcome;
import dev.palisade.planning.worlds.TakingBack.Undoable;
import dev.palisade.planning.worlds.TakingBack.Undone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** One attempt at a request, from its turn to its resting state, in the order in which the request's workflow goes. */
final class RequestRun {
    /** As the interpreter has it. */
    private static final int PLANS_AT_MOST = 4;

    private final Town town;
    private final Environment environment;
    private final Request request;
    private final Asks asks;
    private final Act.All acts;
    private final Hands hands;
    private final Judge judge;
    private final PlanRun planRun;
    private final Parting parting;
    private final ClaimsMade claims;
    private PlanResult current;
    private List<Undone> undone = List.of();

    RequestRun(Town town, Environment environment, Request request, Asks asks, RandomGenerator random) {
        this.town = town;
        this.environment = environment;
        this.request = request;
        this.asks = asks;
        this.acts = new Act.All(request.id());
        this.hands = new Hands(town.world(), town.neighbourhood(), environment, request.id());
        this.judge = new Judge(town, environment, asks.attempt() == Attempt.RESUME);
        this.planRun = new PlanRun(town, environment, hands, asks, random);
        this.parting = new Parting(town, environment, environment.ledger());
        this.claims = new ClaimsMade(town, environment, request);
    }

    End run() {
        Report report = asks.attempt() == Attempt.RESUME ? resumed() : applied();
        if (!planRun.died()) {
            claims.settled(report);
        }
        // Of what could not be taken back nobody knows what became of it.
        environment.stuckEntries().stream()
                .flatMap(entry -> entry.step().deltas().stream()
                        .map(delta -> Facts.place(entry.step().resource(), delta)))
                .forEach(town.world()::isUncertain);
        environment.released(request, report);
        acts.uncertain(planRun.died()).forEach(town.world()::isUncertain);
        partsWith(report);
        judge.after(request, report, undone, planRun.drifted());
        return report.end();
    }

    private Report applied() {
        boolean first = environment.isFirst() && request.type() == RequestType.APPLY;
        current = prepared(asks.stale());
        if (current.refused()) {
            judge.refused(current);
            return untouched(End.REJECTED);
        }
        boolean parksByRule = document()
                .flatMap(document -> document.onFailure().reaction())
                .map(Reaction.PARK::equals)
                .orElse(!first);
        Optional<Failure> failure = attempts();
        if (planRun.died()) {
            return buried();
        }
        if (acts.untouched() && planRun.claimRefused()) {
            return untouched(End.REJECTED);
        }
        if (planRun.cancelled() && !acts.passedPivot()) {
            return takenBack(End.CANCELLED);
        }
        boolean parks = parksByRule
                || acts.passedPivot()
                || failure.filter(Failure::needsAPerson).isPresent();
        if (failure.isPresent() && !parks) {
            return takenBack(End.ROLLED_BACK);
        }
        return kept(failure.isPresent() || planRun.cancelled() ? End.PARKED : End.READY);
    }

    private Optional<Failure> attempts() {
        Optional<Failure> failure = attempt();
        for (int plans = 1; plans < PLANS_AT_MOST && planAgain(failure); plans++) {
            PlanResult next = prepared(false);
            if (next.refused()) {
                return failure.or(() -> Optional.of(Failure.NEEDS_A_PERSON));
            }
            current = next;
            failure = attempt();
        }
        return failure;
    }

    private boolean planAgain(Optional<Failure> failure) {
        if (planRun.died() || planRun.cancelled()) {
            return false;
        }
        return failure.map(Failure.WORLD_CHANGED::equals).orElseGet(() -> claims.givesUp(current, acts.settled()));
    }

    private PlanResult prepared(boolean stale) {
        Ledger ledger = environment.ledger().without(acts.settled());
        Standing standing = request.type() == RequestType.ACCEPT
                ? environment.attempted().or(environment::standing).orElse(null)
                : environment.standing().orElse(null);
        Asked asked = new Asked(
                request.id(),
                environment.workspace(),
                request.type(),
                request.data(),
                standing,
                ledger,
                Scopes.unlimited());
        Preparation preparation = new Preparation(town.world(), town.neighbourhood(), town.engine());
        PlanResult result = stale ? preparation.planEarly(asked, environment.index()) : preparation.plan(asked);
        judge.planned(result);
        return result;
    }

    private Optional<Failure> attempt() {
        List<Act> planned = acts.planned(current.plan().steps());
        Claims wanted = current.plan().claims();
        if (planned.isEmpty() && wanted.isEmpty()) {
            return Optional.empty();
        }
        environment.intends(
                request,
                acts.intentions().stream().map(town.engine()::registered).toList());
        claims.intends(wanted);
        if (!wanted.isEmpty() && !planRun.claims(wanted)) {
            return Optional.of(Failure.WORLD_CHANGED);
        }
        return planRun.run(planned);
    }

    private Report kept(End end) {
        List<String> settled = new ArrayList<>(acts.settled());
        if (end == End.READY) {
            settled.addAll(current.plan().released());
        }
        boolean deleted = request.type() == RequestType.DELETE && end == End.READY;
        return new Report(end, reported(acts.standing()), settled, standing(), deleted, false);
    }

    private Report takenBack(End end) {
        List<Undoable> undoables = acts.undoables().stream()
                .map(act -> new Undoable(acts.entry(act), act.done(), acts.beneath(act)))
                .map(undoable ->
                        new Undoable(town.engine().registered(undoable.entry()), undoable.done(), undoable.standsOn()))
                .toList();
        if (undoables.isEmpty()) {
            return untouched(end);
        }
        boolean stuck = takeBack(undoables, reopens());
        return new Report(
                stuck ? End.STUCK : end, remaining(), acts.settled(), stuck ? standing() : null, false, false);
    }

    /** True if something could not be taken back. */
    private boolean takeBack(List<Undoable> undoables, boolean reopens) {
        judge.beforeUndo();
        int failing = asks.fault().undo();
        undone =
                new TakingBack(town.world(), town.neighbourhood(), hands, environment, reopens, failing).run(undoables);
        judge.afterUndo(reopens);
        if (!planRun.died()) {
            undone.stream()
                    .filter(one -> !one.outcome().remains())
                    .forEach(one -> acts.undone(one.entry().key()));
        }
        return undone.stream().anyMatch(one -> one.outcome() == Outcome.FAILED);
    }

    private Report resumed() {
        List<LedgerEntry> stuck = environment.stuckEntries();
        acts.resumed(stuck);
        boolean reopens = stuck.stream().anyMatch(entry -> entry.step().effect() == Effect.TIGHTEN);
        List<Undoable> undoables = acts.undoables().stream()
                .map(act -> new Undoable(acts.entry(act), act.done(), acts.beneath(act)))
                .toList();
        boolean stillStuck = takeBack(undoables, reopens);
        List<String> left = remaining().stream().map(LedgerEntry::reference).toList();
        List<String> settled = stuck.stream()
                .map(LedgerEntry::reference)
                .filter(reference -> !left.contains(reference))
                .toList();
        return new Report(stillStuck ? End.STUCK : End.ROLLED_BACK, remaining(), settled, null, false, false);
    }

    /** The environment takes back what a terminated request registered, or keeps all of it behind a pivot. */
    private Report buried() {
        List<LedgerEntry> entries = environment.unreported(request);
        if (entries.stream().anyMatch(entry -> entry.step().undo() == Undo.NONE)) {
            List<LedgerEntry> left = entries.stream()
                    .filter(LedgerEntry::owns)
                    .map(LedgerEntry::left)
                    .toList();
            claims.died(true);
            return new Report(End.PARKED, left, List.of(), null, false, true);
        }
        boolean stuck = takeBack(
                entries.stream()
                        .map(entry -> new Undoable(
                                entry, false, Set.copyOf(entry.step().dependsOn())))
                        .toList(),
                reopens());
        claims.died(false);
        return new Report(stuck ? End.STUCK : End.ROLLED_BACK, remaining(), List.of(), null, false, true);
    }

    private List<LedgerEntry> remaining() {
        return reported(undone.stream().flatMap(one -> one.remains().stream()).toList());
    }

    private List<LedgerEntry> reported(List<LedgerEntry> entries) {
        return entries.stream().map(town.engine()::reported).toList();
    }

    private boolean reopens() {
        return document()
                .map(document -> document.onFailure().restoresNetwork())
                .orElse(false);
    }

    private Optional<EnvironmentDocument> document() {
        return Optional.ofNullable(current).map(PlanResult::document);
    }

    private static Report untouched(End end) {
        return new Report(end, List.of(), List.of(), null, false, false);
    }

    private Standing standing() {
        if (current.body() == null) {
            return null;
        }
        Claims claims = planRun.claimRefused()
                ? environment
                        .standing()
                        .map(Standing::claims)
                        .orElse(Claims.none())
                        .plus(planRun.granted())
                : current.plan().claims();
        return new Standing(environment.nextGeneration(), current.body(), claims, current.operations());
    }

    private void partsWith(Report report) {
        boolean forgets = request.type() == RequestType.APPLY
                && !document().map(EnvironmentDocument::prune).orElse(false);
        if (report.end() == End.READY) {
            parting.release(forgets ? current.plan().released() : List.of());
            parting.orphan(claims.dropped(report));
        }
    }
}
