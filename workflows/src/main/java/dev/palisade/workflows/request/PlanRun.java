package dev.palisade.workflows.request;

import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.calls.ActivityPresets;
import dev.palisade.workflows.calls.FailureReading;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.Begun;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.Operation;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.contract.StepActivities.AwaitCall;
import dev.palisade.workflows.contract.StepActivities.StepCall;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one plan: each step as soon as what it depends on is done. The first failure lets nothing new begin; the run returns when every
 * branch is at rest. One thread for the whole plan: what is in flight is a promise.
 */
final class PlanRun {
    /** Histories from before it have no second intention in them. */
    private static final String OWNERSHIP_TOLD = "ownership-told";

    private final String requestId;
    private final String environment;
    private final Map<String, StepRun> runs = new LinkedHashMap<>();
    private final Predicate<AzureFailure> sparesTheOthers;
    private final Supplier<Promise<Void>> tellOwnership;
    private final PlanProgress progress;
    private final Set<StepRun> told = new HashSet<>();
    private boolean tells;

    private final Map<StepRun, Promise<@Nullable Void>> inFlight = new LinkedHashMap<>();
    private final CancellationScope forward = Workflow.newCancellationScope(this::interpret);
    private @Nullable StepFailure failure;
    /** An operator's words; null while nothing is paused. */
    private @Nullable String pausedBy;

    private Promise<@Nullable Void> unpaused = Workflow.newPromise(null);

    private CancellationScope pause = Workflow.newCancellationScope(() -> {});

    /**
     * @param runs in plan order: a step comes after those it depends on
     * @param tellOwnership lets the environment know, durably, what is known by now of whose things are
     * @param sparesTheOthers true if after this failure the operations in flight are waited for; otherwise they are left to the undo
     */
    PlanRun(
            String requestId,
            String environment,
            List<StepRun> runs,
            Predicate<AzureFailure> sparesTheOthers,
            Supplier<Promise<Void>> tellOwnership,
            PlanProgress progress) {
        this.requestId = requestId;
        this.environment = environment;
        runs.forEach(run -> this.runs.put(run.step().id(), run));
        this.sparesTheOthers = sparesTheOthers;
        this.tellOwnership = tellOwnership;
        this.progress = progress;
    }

    /** Empty if every step is done, or if it was cancelled from outside before anything failed. */
    Optional<StepFailure> run() {
        tells = runs.values().stream().anyMatch(PlanRun::makesWhatBearsNoTags)
                && Workflow.getVersion(OWNERSHIP_TOLD, Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
        forward.run();
        runs.values().stream().filter(run -> run.state() == StepState.WAITING).forEach(StepRun::notBegun);
        return Optional.ofNullable(failure);
    }

    private void interpret() {
        runs.values().forEach(this::advance);
        progress.moved();
        while (!inFlight.isEmpty()) {
            // Promise.get is not interrupted by a cancel: it returns when something has come to rest.
            Promise.anyOf(List.copyOf(inFlight.values())).get();
            inFlight.values().removeIf(Promise::isCompleted);
            runs.values().forEach(this::advance);
            progress.moved();
        }
    }

    private void advance(StepRun run) {
        if (inFlight.containsKey(run)) {
            return;
        }
        if (run.state() == StepState.WAITING && !stopped() && ready(run)) {
            inFlight.put(run, pausedBy == null ? begin(run) : awaitUnpaused(pausedBy));
        }
        if (tells && makesWhatBearsNoTags(run) && run.hasCreated() && !forward.isCancelRequested() && told.add(run)) {
            inFlight.put(run, tell(run));
            return;
        }
        Operation operation = run.operation();
        // What was just begun when something failed is waited for like the others, unless the undo is to deal with it.
        if (run.state() == StepState.IN_FLIGHT && operation != null && !forward.isCancelRequested()) {
            inFlight.put(run, await(run, operation));
        }
    }

    private boolean ready(StepRun run) {
        // A dependence that is not in this plan was done by an earlier one.
        return run.step().dependsOn().stream()
                .map(runs::get)
                .allMatch(dependence -> dependence == null || dependence.state() == StepState.DONE);
    }

    private Promise<@Nullable Void> begin(StepRun run) {
        run.beginning(now());
        StepCall call = new StepCall(requestId, environment, run.step());
        return Async.function(ActivityPresets.begin(run.step())::begin, call)
                .handle((begun, broken) -> broken == null ? began(run, begun) : refused(run, broken));
    }

    /** Whose it is, nothing on it says: only the answer to its creation does, which must not be lost with this request. */
    private static boolean makesWhatBearsNoTags(StepRun run) {
        return run.step().action() == Step.Action.CREATE && run.step().kind() == ResourceKind.CLUSTER_EXTENSION;
    }

    private Promise<@Nullable Void> tell(StepRun run) {
        return tellOwnership.get().handle((ok, broken) -> broken == null ? null : failed(run, broken));
    }

    private Promise<@Nullable Void> await(StepRun run, Operation operation) {
        AwaitCall call = new AwaitCall(requestId, environment, run.step(), operation);
        return Async.procedure(ActivityPresets.await(run.step(), operation)::await, call)
                .handle((ok, broken) -> broken == null ? done(run) : failed(run, broken));
    }

    private @Nullable Void began(StepRun run, Begun begun) {
        run.begun(begun, now());
        return begun.operation() == null ? done(run) : null;
    }

    private @Nullable Void refused(StepRun run, RuntimeException broken) {
        if (!(broken instanceof TemporalFailure because)) {
            throw broken;
        }
        if (FailureReading.nothingWritten(because)) {
            run.nothingWritten();
        }
        AzureFailure why = FailureReading.of(because, run.step());
        if (why.failureClass() != FailureClass.PAUSED) {
            return failed(run, broken);
        }
        run.putBack();
        pausedBy = why.message();
        return null;
    }

    /** One wait for all steps, which ends with the pause, or when nothing will begin any more. */
    private Promise<@Nullable Void> awaitUnpaused(String operatorsWords) {
        if (unpaused.isCompleted()) {
            progress.paused(operatorsWords);
            pause = Workflow.newCancellationScope(
                    () -> unpaused = Async.procedure(ActivityPresets.pause()::awaitUnpaused, environment)
                            .handle(this::goOn));
            pause.run();
        }
        return unpaused;
    }

    private @Nullable Void goOn(@Nullable Void ok, @Nullable RuntimeException broken) {
        pausedBy = null;
        progress.unpaused();
        if (broken instanceof TemporalFailure because && !stopped()) {
            stop(new StepFailure(null, FailureReading.of(because, "waiting for the end of a pause", environment)));
        }
        return null;
    }

    private @Nullable Void done(StepRun run) {
        run.ended(StepState.DONE, now());
        return null;
    }

    /**
     * Once the scope is cancelled, whatever fails fails because of that: a call in flight may answer a cancel with any failure, so its
     * type says nothing. What is no failure of Temporal's is a bug, and must stop the workflow rather than start an undo.
     */
    private @Nullable Void failed(StepRun run, RuntimeException broken) {
        if (!(broken instanceof TemporalFailure because)) {
            throw broken;
        }
        if (!forward.isCancelRequested()) {
            AzureFailure why = FailureReading.of(because, run.step());
            run.failed(why, now());
            stop(new StepFailure(run.step().id(), why));
        }
        return null;
    }

    private void stop(StepFailure next) {
        if (failure == null || (failure.worldChanged() && !next.worldChanged())) {
            failure = next;
        }
        if (!failure.worldChanged()) {
            progress.failed(failure);
        }
        // Nothing will begin when the pause is over.
        pause.cancel("nothing will begin any more");
        // By the failure that counts: a second one must not abandon what a request that parks has in flight.
        if (!sparesTheOthers.test(failure.why())) {
            forward.cancel("step " + next.stepId() + " failed");
        }
    }

    private boolean stopped() {
        return failure != null || forward.isCancelRequested();
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
