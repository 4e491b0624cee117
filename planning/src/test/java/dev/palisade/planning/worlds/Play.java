package dev.palisade.planning.worlds;

import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.worlds.Environment.End;
import dev.palisade.planning.worlds.Environment.Request;
import dev.palisade.planning.worlds.Happening.Asks;
import dev.palisade.planning.worlds.Happening.Attempt;
import dev.palisade.planning.worlds.Happening.Drift;
import dev.palisade.planning.worlds.Happening.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Plays a scenario from its first happening until all environments have gone again. */
final class Play {
    private final Scenario scenario;
    private final Neighbourhood neighbourhood = new Neighbourhood();
    private final Town town;
    private final RandomGenerator random;

    private Play(Scenario scenario, Engine engine) {
        this.scenario = scenario;
        this.town = Town.of(scenario.props(), neighbourhood, engine);
        this.random = new SplittableRandom(scenario.seed());
    }

    record Played(Optional<Broken> broken, Encounters encounters) {}

    static Played of(Scenario scenario, Engine engine) {
        Play play = new Play(scenario, engine);
        try {
            play.toTheEnd();
            return new Played(Optional.empty(), play.town.encounters());
        } catch (Broken broken) {
            return new Played(Optional.of(broken), play.town.encounters());
        } catch (RuntimeException unexpected) {
            return new Played(Optional.of(new Broken(Invariant.ALWAYS_ANSWERS, unexpected)), play.town.encounters());
        }
    }

    private void toTheEnd() {
        scenario.happenings().forEach(this::happens);
        List<Environment> leaving = new ArrayList<>(town.environments());
        while (!leaving.isEmpty()) {
            leaves(leaving.remove(random.nextInt(leaving.size())));
        }
        new Accounts(town).nothingIsLeft();
    }

    private void happens(Happening happening) {
        if (happening instanceof Drift drift) {
            town.drifts(drift);
        } else if (happening instanceof Asks asks) {
            request(asks).ifPresent(request -> run(asks, request));
        }
    }

    /** Empty if what is asked makes no sense now, or would have to wait for a person. */
    private Optional<Request> request(Asks asks) {
        Environment environment = town.environments().get(asks.who());
        Optional<Request> last = environment.last();
        return switch (asks.attempt()) {
            case FIRST ->
                environment.isStuck() ? Optional.empty() : Optional.of(environment.accepts(asks.type(), asks.data()));
            case RETRY -> last.filter(request -> isUnfinished(request.end()));
            case RESUME -> last.filter(request -> environment.isStuck());
            case ACCEPT ->
                last.filter(request -> environment.attempted().isPresent()
                                || (request.end() == End.PARKED && environment.isDesiredBy(request.id())))
                        .map(request -> new Request(request.id(), RequestType.ACCEPT, request.data(), null));
        };
    }

    private static boolean isUnfinished(End end) {
        return end == End.PARKED || end == End.ROLLED_BACK || end == End.STUCK || end == End.CANCELLED;
    }

    private End run(Asks asks, Request request) {
        Environment environment = town.environments().get(asks.who());
        End end = new RequestRun(town, neighbourhood, environment, request, asks, random).run();
        town.encounters().ended(end);
        return end;
    }

    /** What is stuck is mended; then the environment goes, and nothing fails any more. */
    private void leaves(Environment environment) {
        if (environment.isStuck()) {
            asks(environment, Attempt.RESUME);
        }
        if (!environment.ledger().entries().isEmpty() || environment.standing().isPresent()) {
            End end = asks(environment, Attempt.FIRST);
            Broken.unless(
                    end == End.READY,
                    Invariant.ENDS_AS_IT_BEGAN,
                    environment.workspace().name() + " could not go: " + end);
        }
    }

    private End asks(Environment environment, Attempt attempt) {
        Asks asks = new Asks(
                environment.index(),
                attempt,
                RequestType.DELETE,
                Scene.json("{}").put("workspace", Scene.workspace(environment.index())),
                Fault.NONE,
                false);
        return run(asks, request(asks).orElseThrow());
    }
}
