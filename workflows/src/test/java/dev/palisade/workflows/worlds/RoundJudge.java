package dev.palisade.workflows.worlds;

import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.worlds.Accounts;
import dev.palisade.planning.worlds.Broken;
import dev.palisade.planning.worlds.Environment;
import dev.palisade.planning.worlds.Environment.End;
import dev.palisade.planning.worlds.Environment.Report;
import dev.palisade.planning.worlds.Facts;
import dev.palisade.planning.worlds.Invariant;
import dev.palisade.planning.worlds.Judge;
import dev.palisade.planning.worlds.Meaning;
import dev.palisade.planning.worlds.Town;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges a round by the world, and by what the environments say, once everything is at rest. */
final class RoundJudge {
    private final Theatre theatre;
    private final Town town;
    /** A judge for each request that may turn out to be the only one. */
    private final Map<Environment, Judge> alone = new HashMap<>();
    /** What environments claim, and had, when the round began. */
    private final Map<Element, Environment> needed = new HashMap<>();

    RoundJudge(Theatre theatre, boolean resumes) {
        this.theatre = theatre;
        this.town = theatre.ground().town();
        town.environments().forEach(environment -> alone.put(environment, new Judge(town, environment, resumes)));
        town.environments()
                .forEach(environment -> environment.claims().elements().stream()
                        .filter(this::stands)
                        .forEach(element -> needed.put(element, environment)));
    }

    void after(List<Run> runs) {
        theatre.ground().broken().ifPresent(broken -> {
            throw broken;
        });
        Set<String> drifted = theatre.ground().drifted();
        stuckPlaces();
        town.environments().forEach(this::readBook);
        stuckPlaces();
        runs.stream().flatMap(Run::uncertain).forEach(town.world()::isUncertain);
        runs.forEach(this::hasTold);
        idleNeighboursAreWhole(runs);
        new Accounts(town).check();
        if (runs.size() == 1 && runs.get(0).request().type() != RequestType.PLAN) {
            one(runs.get(0), drifted);
        }
    }

    private void stuckPlaces() {
        town.environments().stream()
                .flatMap(environment -> environment.stuckEntries().stream())
                .flatMap(Run::places)
                .forEach(town.world()::isUncertain);
    }

    private void readBook(Environment environment) {
        String key = environment.workspace().key();
        Optional<EnvironmentState> state = theatre.environment(key);
        state.ifPresent(book -> {
            Broken.unless(
                    book.holder() == null && book.waiting().isEmpty(),
                    Invariant.ALWAYS_ANSWERS,
                    "at rest, but " + key + " has " + book.holder() + " at work and " + book.waiting() + " waiting");
            environment.reads(book.ledger(), book.standing(), book.attempted(), book.stuck());
        });
    }

    /** Somebody who only listens knows how each request ended, and from nothing unforeseen. */
    private void hasTold(Run run) {
        RequestStatus status = run.status();
        List<RequestState> told = theatre.topic().endings().stream()
                .filter(end -> end.requestId().equals(status.requestId()) && end.attempt() == status.attempt())
                .map(RequestStatus::state)
                .filter(RequestState::resting)
                .toList();
        Broken.unless(
                told.equals(List.of(status.state())),
                Invariant.EVERY_END_IS_TOLD,
                status.requestId() + " is " + status.state() + ", and has told " + told);
        boolean unforeseen = status.failure() != null
                && status.failure().failureClass() == FailureClass.RETRY
                && status.failure().code().equals("UNEXPECTED");
        Broken.unless(!unforeseen, Invariant.ALWAYS_ANSWERS, String.valueOf(status.failure()));
    }

    private void idleNeighboursAreWhole(List<Run> runs) {
        needed.forEach((element, environment) -> Broken.unless(
                runs.stream().anyMatch(run -> isOf(environment, run))
                        || stands(element)
                        || town.world().isDrifted(place(element)),
                Invariant.NEIGHBOURS_STAY_WHOLE,
                environment.workspace().name() + " needs " + place(element)));
    }

    private void one(Run run, Set<String> drifted) {
        Environment environment = theatre.ground().environment(run.request().environment());
        Judge judge = alone.get(environment);
        theatre.ground().plan(run.request().id()).ifPresent(judge::planned);
        End end = End.valueOf(run.status().state().name());
        boolean deleted = run.request().type() == RequestType.DELETE && end == End.READY;
        judge.after(
                new Environment.Request(
                        run.request().id(), run.request().type(), run.request().document(), end),
                new Report(end, List.of(), List.of(), null, deleted, false),
                run.undone(),
                drifted);
    }

    private boolean stands(Element element) {
        return Meaning.stands(
                town.world().azure().find(element.resource()).orElse(null),
                element.wanted(),
                element.wanted().after());
    }

    private static boolean isOf(Environment environment, Run run) {
        return environment.workspace().key().equals(run.request().environment());
    }

    private static String place(Element element) {
        return Facts.place(element.resource(), element.wanted());
    }
}
