package dev.palisade.workflows.request;

import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.calls.Deadlines;
import dev.palisade.workflows.calls.Outbox;
import dev.palisade.workflows.contract.Operation;
import dev.palisade.workflows.contract.OutcomeType;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.contract.StepOutcome;
import dev.palisade.workflows.contract.StepOutcome.Waiting;
import dev.palisade.workflows.contract.Undone;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells what steps did, each thing once, by what they are now and what was told of them. Asked after every move rather than told of each:
 * so all that one answer of Azure's sets off, an end here and a beginning there, is one batch, behind the commands that it sets off.
 */
final class StepOutcomes {
    private static final Set<StepState> BEGUN = EnumSet.of(StepState.BEGINNING);
    private static final Set<StepState> IN_FLIGHT = EnumSet.of(StepState.IN_FLIGHT);
    private static final Set<StepState> ENDED = EnumSet.of(StepState.DONE, StepState.FAILED);

    private final Request request;
    private final StepRuns runs;
    private final Outbox outbox;
    /** By the run itself: the same step in a later plan is told anew. */
    private final Map<StepRun, StepState> told = new HashMap<>();

    private int undoneTold;

    StepOutcomes(Request request, StepRuns runs, Outbox outbox) {
        this.request = request;
        this.runs = runs;
        this.outbox = outbox;
    }

    /** @param undone all so far */
    void tell(RequestState state, int generation, List<Undone> undone) {
        tellThoseThatAre(ENDED, OutcomeType.STEP_FINISHED, state, generation);
        for (Undone outcome : undone.subList(undoneTold, undone.size())) {
            StepRun run = runs.get(outcome.stepId());
            outbox.post(OutcomeType.STEP_UNDONE, outcome(run, state, generation, null, outcome));
        }
        undoneTold = undone.size();
        tellThoseThatAre(IN_FLIGHT, OutcomeType.STEP_WAITING, state, generation);
        tellThoseThatAre(BEGUN, OutcomeType.STEP_STARTED, state, generation);
    }

    private void tellThoseThatAre(Set<StepState> now, OutcomeType type, RequestState state, int generation) {
        for (StepRun run : runs.all()) {
            if (now.contains(run.state()) && isNews(run, type)) {
                told.put(run, run.state());
                outbox.post(type, outcome(run, state, generation, waiting(run, type), null));
            }
        }
    }

    /** One that did not begin here, as what an earlier attempt has done, has nothing to tell; one that begins again after a pause told it. */
    private boolean isNews(StepRun run, OutcomeType type) {
        StepState before = told.get(run);
        return switch (type) {
            case STEP_STARTED -> before == null;
            case STEP_WAITING -> before == StepState.BEGINNING;
            default -> before != null && !ENDED.contains(before);
        };
    }

    private StepOutcome outcome(
            StepRun run, RequestState state, int generation, @Nullable Waiting waiting, @Nullable Undone undone) {
        return new StepOutcome(
                request.id(),
                request.type(),
                request.environment(),
                request.name(),
                request.team(),
                state,
                generation,
                Math.max(1, request.attempt()),
                request.by(),
                run.told(),
                waiting,
                run.failure(),
                undone);
    }

    private static @Nullable Waiting waiting(StepRun run, OutcomeType type) {
        Operation operation = run.operation();
        if (type != OutcomeType.STEP_WAITING || operation == null) {
            return null;
        }
        Step step = run.step();
        Instant begun = Objects.requireNonNull(run.told().begunAt(), "in flight, but never begun");
        return new Waiting(
                operation.style(),
                operation.retryAfter(),
                begun.plus(operation.expected()),
                begun.plus(Deadlines.ofOperation(step, operation)));
    }
}
