package dev.palisade.planning.worlds;

import dev.palisade.planning.PlanResult;
import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.document.OnFailure.Reaction;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.request.Asked;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Scopes;
import dev.palisade.planning.request.Standing;
import dev.palisade.planning.worlds.Environment.Request;
import java.util.List;
import java.util.Optional;

/** Plans and acts for one request, and plans again while the world changes. */
final class Applying {
    /** As the interpreter has it. */
    private static final int PLANS_AT_MOST = 4;

    private final Town town;
    private final Environment environment;
    private final Request request;
    private final Act.All acts;
    private final PlanRun planRun;
    private final ClaimsMade claims;
    private final Judge judge;
    private PlanResult current;

    Applying(
            Town town,
            Environment environment,
            Request request,
            Act.All acts,
            PlanRun planRun,
            ClaimsMade claims,
            Judge judge) {
        this.town = town;
        this.environment = environment;
        this.request = request;
        this.acts = acts;
        this.planRun = planRun;
        this.claims = claims;
        this.judge = judge;
    }

    /** Makes the first plan. @return false if that one refuses */
    boolean prepare(boolean stale) {
        current = planned(stale);
        return !current.refused();
    }

    /** The last plan that could run. */
    PlanResult current() {
        return current;
    }

    /** Empty once everything is done, or if the request was cancelled or terminated meanwhile. */
    Optional<Failure> run() {
        Optional<Failure> failure = attempt();
        for (int plans = 1; plans < PLANS_AT_MOST && planAgain(failure); plans++) {
            PlanResult next = planned(false);
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

    private PlanResult planned(boolean stale) {
        Ledger ledger = environment.ledger().without(acts.settled()).intended(request.id(), acts.acted());
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
        Preparation preparation = new Preparation(town.world(), town.parents(), town.engine());
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

    /** What the environment is to be; null if there is to be none any more. */
    Standing standing() {
        if (current.body() == null) {
            return null;
        }
        Claims stands = planRun.claimRefused()
                ? environment
                        .standing()
                        .map(Standing::claims)
                        .orElse(Claims.none())
                        .plus(planRun.granted())
                : current.plan().claims();
        return new Standing(environment.nextGeneration(), current.body(), stands, current.operations());
    }

    boolean parksByRule(boolean first) {
        return document()
                .flatMap(document -> document.onFailure().reaction())
                .map(Reaction.PARK::equals)
                .orElse(!first);
    }

    boolean reopens() {
        return document()
                .map(document -> document.onFailure().restoresNetwork())
                .orElse(false);
    }

    Optional<EnvironmentDocument> document() {
        return Optional.ofNullable(current).map(PlanResult::document);
    }
}
