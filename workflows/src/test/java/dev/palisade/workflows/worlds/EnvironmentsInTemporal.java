package dev.palisade.workflows.worlds;

import dev.palisade.planning.PlanResult;
import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.worlds.Hands.WorldChanged;
import dev.palisade.planning.worlds.Parting;
import dev.palisade.workflows.contract.EnvironmentActivities;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.fake.SignallingEnvironment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What requests say to the real environments, overheard: who is at work, what was registered, and what is let go of. */
final class EnvironmentsInTemporal implements EnvironmentActivities {
    private final Ground ground;
    private final ClaimsInTemporal claims;
    private final SignallingEnvironment environments;

    EnvironmentsInTemporal(Ground ground, ClaimsInTemporal claims, SignallingEnvironment environments) {
        this.ground = ground;
        this.claims = claims;
        this.environments = environments;
    }

    @Override
    public void askTurn(TurnAsked asked) {
        environments.askTurn(asked);
    }

    @Override
    public void intend(Intention intention) {
        ground.intends(intention.requestId(), intention.entries());
        environments.intend(intention);
    }

    @Override
    public void release(TurnReleased released) {
        ground.gaveBack(released.environment());
        Ledger before = environments.ledger(released.environment());
        if (released.claims() != null) {
            claims.settle(released.claims(), released.settled());
        }
        letGo(released, before);
        environments.release(released);
    }

    /** What leaves a document that does not prune is nobody's from now on. Before the next has the turn. */
    private void letGo(TurnReleased released, Ledger before) {
        Optional<PlanResult> plan = ground.plan(released.requestId());
        boolean forgets = released.state() == RequestState.READY
                && released.standing() != null
                && !plan.map(PlanResult::document)
                        .map(EnvironmentDocument::prune)
                        .orElse(false);
        List<String> references =
                forgets ? plan.map(known -> known.plan().released()).orElse(List.of()) : List.of();
        try {
            ground.alone(() -> {
                new Parting(ground.town(), ground.environment(released.environment()), before).release(references);
                return true;
            });
        } catch (WorldChanged never) {
            throw new IllegalStateException("Letting go changes nothing", never);
        }
    }

    @Override
    public Book book(String environment) {
        return environments.book(environment);
    }

    @Override
    public Ledger ledger(String environment) {
        return environments.ledger(environment);
    }

    @Override
    public boolean isRunning(String workflowId, String runId) {
        return environments.isRunning(workflowId, runId);
    }

    @Override
    public @Nullable String openRun(String workflowId) {
        return environments.openRun(workflowId);
    }
}
