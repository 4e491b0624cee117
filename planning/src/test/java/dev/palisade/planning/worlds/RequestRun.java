package dev.palisade.planning.worlds;

import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Step.Effect;
import dev.palisade.planning.plan.Step.Undo;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.worlds.Environment.End;
import dev.palisade.planning.worlds.Environment.Report;
import dev.palisade.planning.worlds.Environment.Request;
import dev.palisade.planning.worlds.Happening.Asks;
import dev.palisade.planning.worlds.Happening.Attempt;
import dev.palisade.planning.worlds.TakingBack.Undoable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One attempt at a request, from its turn to its resting state, in the order in which the request's workflow goes. */
final class RequestRun {
    private final Town town;
    private final Environment environment;
    private final Request request;
    private final Asks asks;
    private final Act.All acts;
    private final Judge judge;
    private final PlanRun planRun;
    private final Parting parting;
    private final ClaimsMade claims;
    private final Applying applying;
    private final Undoing undoing;

    RequestRun(
            Town town,
            Neighbourhood neighbourhood,
            Environment environment,
            Request request,
            Asks asks,
            RandomGenerator random) {
        this.town = town;
        this.environment = environment;
        this.request = request;
        this.asks = asks;
        this.acts = new Act.All(request.id());
        Hands hands = new Hands(town.world(), town.parents(), environment, request.id());
        this.judge = new Judge(town, environment, asks.attempt() == Attempt.RESUME);
        this.planRun = new PlanRun(town, neighbourhood, environment, hands, asks, random);
        this.parting = Parting.from(town, environment);
        this.claims = new ClaimsMade(neighbourhood, environment, request);
        this.applying = new Applying(town, environment, request, acts, planRun, claims, judge);
        this.undoing = new Undoing(town, environment, acts, hands, judge);
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
        judge.after(request, report, undoing.undone(), planRun.drifted());
        return report.end();
    }

    private Report applied() {
        boolean first = environment.isFirst() && request.type() == RequestType.APPLY;
        if (!applying.prepare(asks.stale())) {
            judge.refused(applying.current());
            return untouched(End.REJECTED);
        }
        boolean parksByRule = applying.parksByRule(first);
        Optional<Failure> failure = applying.run();
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

    private Report kept(End end) {
        List<String> settled = new ArrayList<>(acts.settled());
        if (end == End.READY) {
            settled.addAll(applying.current().plan().released());
        }
        boolean deleted = request.type() == RequestType.DELETE && end == End.READY;
        List<LedgerEntry> standing =
                acts.standing().stream().map(town.engine()::reported).toList();
        return new Report(end, standing, settled, applying.standing(), deleted, false);
    }

    private Report takenBack(End end) {
        List<Undoable> own = undoing.own();
        if (own.isEmpty()) {
            return untouched(end);
        }
        boolean stuck = undoing.run(own, applying.reopens(), asks.fault().undo());
        undoing.tell();
        return new Report(
                stuck ? End.STUCK : end,
                undoing.remaining(),
                undoing.settled(),
                stuck ? applying.standing() : null,
                false,
                false);
    }

    private Report resumed() {
        List<LedgerEntry> stuck = environment.stuckEntries();
        acts.resumed(stuck);
        boolean reopens = stuck.stream().anyMatch(entry -> entry.step().effect() == Effect.TIGHTEN);
        boolean stillStuck = undoing.run(undoing.own(), reopens, asks.fault().undo());
        undoing.tell();
        List<String> left =
                undoing.remaining().stream().map(LedgerEntry::reference).toList();
        List<String> settled = new ArrayList<>(undoing.settled());
        stuck.stream()
                .map(LedgerEntry::reference)
                .filter(reference -> !left.contains(reference))
                .forEach(settled::add);
        return new Report(stillStuck ? End.STUCK : End.ROLLED_BACK, undoing.remaining(), settled, null, false, false);
    }

    /** The environment takes back what a terminated request registered, or keeps all of it behind a pivot. */
    private Report buried() {
        List<LedgerEntry> entries = environment.unreported(request);
        if (entries.stream().anyMatch(entry -> entry.step().undo() == Undo.NONE)) {
            List<LedgerEntry> left = entries.stream()
                    .filter(LedgerEntry::owns)
                    .map(LedgerEntry::left)
                    .toList();
            claims.died(true, left);
            return new Report(End.PARKED, left, List.of(), null, false, true);
        }
        boolean stuck = undoing.run(
                Undoing.ofTerminated(entries), applying.reopens(), asks.fault().undo());
        claims.died(false, undoing.remaining());
        return new Report(stuck ? End.STUCK : End.ROLLED_BACK, undoing.remaining(), List.of(), null, false, true);
    }

    private static Report untouched(End end) {
        return new Report(end, List.of(), List.of(), null, false, false);
    }

    private void partsWith(Report report) {
        boolean forgets = request.type() == RequestType.APPLY
                && !applying.document().map(EnvironmentDocument::prune).orElse(false);
        if (report.end() == End.READY) {
            parting.release(forgets ? applying.current().plan().released() : List.of());
            parting.orphan(claims.dropped(report));
        }
    }
}
