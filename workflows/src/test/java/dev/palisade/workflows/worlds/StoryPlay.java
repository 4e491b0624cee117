package dev.palisade.workflows.worlds;

import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.worlds.Accounts;
import dev.palisade.planning.worlds.Broken;
import dev.palisade.planning.worlds.Encounters;
import dev.palisade.planning.worlds.Environment;
import dev.palisade.planning.worlds.Environment.End;
import dev.palisade.planning.worlds.Happening.Asks;
import dev.palisade.planning.worlds.Happening.Attempt;
import dev.palisade.planning.worlds.Happening.Fault;
import dev.palisade.planning.worlds.Invariant;
import dev.palisade.planning.worlds.Scene;
import dev.palisade.planning.worlds.Town;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.StepActivities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Plays a story from its first round until all environments have gone again. */
final class StoryPlay {
    /** Who is faster differs from time to time, and with it whether the server loses a task. */
    private static final int TRIES = 4;

    /** Of those that go at the same time, some may have to plan more often than a request does. */
    private static final int GOINGS = 4;

    private final Story story;
    private final Theatre theatre;
    private final Town town;
    private final Attempts attempts = new Attempts();
    private final List<String> course = new ArrayList<>();
    private final RandomGenerator random;

    private StoryPlay(Story story, Theatre theatre) {
        this.story = story;
        this.theatre = theatre;
        this.town = theatre.ground().town();
        this.random = new SplittableRandom(story.seed());
    }

    /**
     * @param toItsEnd false if the server lost a task each time, so that nothing is known
     * @param course what became of each request
     * @param stops how often the server lost a task, and the story was begun anew
     */
    record Played(boolean toItsEnd, Optional<Broken> broken, List<String> course, Encounters encounters, int stops) {}

    static Played of(Story story) {
        return of(story, UnaryOperator.identity());
    }

    /** @param breaking what the acts of steps become */
    static Played of(Story story, UnaryOperator<StepActivities> breaking) {
        for (int stops = 0; stops < TRIES; stops++) {
            try (Theatre theatre = new Theatre(story, breaking)) {
                StoryPlay play = new StoryPlay(story, theatre);
                Optional<Broken> broken = play.broken();
                if (!theatre.hasLostATask()) {
                    return new Played(true, broken, play.course, play.town.encounters(), stops);
                }
            }
        }
        return new Played(false, Optional.empty(), List.of(), new Encounters(), TRIES);
    }

    private Optional<Broken> broken() {
        try {
            story.rounds().forEach(round -> {
                round.drifts().forEach(theatre.ground()::drifts);
                play(round.errands());
            });
            allGo();
            new Accounts(town).nothingIsLeft();
            return Optional.empty();
        } catch (Broken broken) {
            return Optional.of(broken);
        } catch (Theatre.Stopped stopped) {
            return Optional.of(new Broken(Invariant.ALWAYS_ANSWERS, stopped));
        } catch (RuntimeException | AssertionError failure) {
            if (theatre.hasLostATask()) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private List<Run> play(List<Errand> errands) {
        boolean resumes = errands.stream().anyMatch(errand -> errand.asks().attempt() == Attempt.RESUME);
        RoundJudge judge = new RoundJudge(theatre, resumes);
        List<Run> runs = new RoundPlay(theatre, attempts).play(errands);
        runs.forEach(run -> course.add(run.inWords()));
        runs.stream()
                .map(run -> run.status().state())
                .filter(state -> state != RequestState.PLANNED)
                .forEach(state -> town.encounters().ended(End.valueOf(state.name())));
        judge.after(runs);
        return runs;
    }

    private void allGo() {
        town.environments().stream()
                .filter(Environment::isStuck)
                .forEach(environment -> play(List.of(errand(RoundPlay.resume(environment.index())))));
        List<Environment> staying = new ArrayList<>(town.environments());
        for (int times = 0; !staying.isEmpty(); times++) {
            staying.removeIf(StoryPlay::hasGone);
            Broken.unless(
                    times < GOINGS || staying.isEmpty(),
                    Invariant.ENDS_AS_IT_BEGAN,
                    staying.stream().map(one -> one.workspace().name()).toList() + " could not go");
            go(new ArrayList<>(staying));
        }
    }

    private static boolean hasGone(Environment environment) {
        return environment.ledger().entries().isEmpty()
                && environment.standing().isEmpty();
    }

    private void go(List<Environment> leaving) {
        if (story.together() && !leaving.isEmpty()) {
            play(leaving.stream()
                    .map(environment -> errand(delete(environment)))
                    .toList());
            return;
        }
        while (!leaving.isEmpty()) {
            play(List.of(errand(delete(leaving.remove(random.nextInt(leaving.size()))))));
        }
    }

    private static Asks delete(Environment environment) {
        return new Asks(
                environment.index(),
                Attempt.FIRST,
                RequestType.DELETE,
                Scene.json("{}").put("workspace", Scene.workspace(environment.index())),
                Fault.NONE,
                false);
    }

    private static Errand errand(Asks asks) {
        return new Errand(asks, 0, Errand.Meddling.NONE);
    }
}
