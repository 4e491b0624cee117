package dev.palisade.workflows.request;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.PlanningActivities.Prepared;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.Cancelled;
import dev.palisade.workflows.contract.RequestWorkflow.TurnGranted;
import dev.palisade.workflows.contract.StepActivities.Difference;
import dev.palisade.workflows.contract.TemporalNames;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.undo.UndoProgress;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the request is, for people: the query's answer, the current details in the Web UI, and the search attributes. */
final class StatusBoard implements UndoProgress, PlanProgress {
    /** Each upsert is an event of the history, so only what somebody searches for; the starter sets the first. */
    private static final Set<RequestState> SEARCHED_FOR =
            EnumSet.of(RequestState.AWAITING_APPROVAL, RequestState.APPLYING, RequestState.UNDOING);

    private static final String CANCELLED_IN_TEMPORAL = "cancelled in Temporal";

    private final Request request;
    private final StepRuns runs;
    private final RequestOutcomes outcomes;
    private RequestState state;
    private int generation;
    private @Nullable Plan plan;
    private List<Finding> findings = List.of();
    private @Nullable StepFailure failure;
    private final List<Undone> undone = new ArrayList<>();
    private List<Difference> differences = List.of();
    private @Nullable Cancelled cancelled;
    private @Nullable String paused;
    private @Nullable Instant endedAt;
    private Instant movedAt;

    StatusBoard(Request request, StepRuns runs, RequestOutcomes outcomes) {
        this.request = request;
        this.runs = runs;
        this.outcomes = outcomes;
        this.movedAt = request.acceptedAt();
        this.state = request.type() == RequestType.PLAN ? RequestState.PLANNING : RequestState.WAITING_FOR_TURN;
    }

    void enter(RequestState next) {
        boolean outdated = SEARCHED_FOR.contains(state) && next == RequestState.WAITING_FOR_TURN;
        state = next;
        if (outdated || SEARCHED_FOR.contains(next)) {
            Workflow.upsertTypedSearchAttributes(TemporalNames.STATE.valueSet(next.name()));
        }
        show();
    }

    void granted(TurnGranted turn) {
        generation = turn.generation();
    }

    /**
     * What was found stays what was found at first: a later plan would count what this request made in between. A later plan that has
     * nothing to do names nothing to approve.
     */
    void prepared(Prepared prepared) {
        Plan next = prepared.plan();
        List<ResourceId> found = plan == null ? next.found() : plan.found();
        String hash = plan == null || !next.steps().isEmpty() ? next.hash() : plan.hash();
        plan = new Plan(next.environment(), next.profile(), next.steps(), found, next.claims(), next.released(), hash);
        findings = prepared.findings();
        show();
    }

    /** The first failure is the one that counts. */
    @Override
    public void failed(StepFailure next) {
        if (failure == null) {
            failure = next;
            show();
        }
    }

    @Override
    public void moved() {
        show();
        outcomes.moved(state, generation, undone);
    }

    @Override
    public void paused(String words) {
        paused = words;
        show();
    }

    @Override
    public void unpaused() {
        paused = null;
        show();
    }

    void differs(List<Difference> found) {
        differences = found;
    }

    void cancelled(String reason) {
        cancelled = new Cancelled(now(), reason, runs.progress());
        show();
    }

    /** If no signal of ours gave a reason. */
    void cancelledByTemporal() {
        if (cancelled == null) {
            cancelled(CANCELLED_IN_TEMPORAL);
        }
    }

    @Override
    public void undoing(String stepId) {
        runs.get(stepId).undoing();
        show();
    }

    @Override
    public void undone(Undone outcome) {
        undone.add(outcome);
        runs.get(outcome.stepId()).undone(outcome, now());
        show();
    }

    void rest(RequestState end) {
        state = end;
        paused = null;
        endedAt = now();
        List<SearchAttributeUpdate<?>> updates = new ArrayList<>(List.of(TemporalNames.STATE.valueSet(end.name())));
        failedStep().ifPresent(step -> updates.add(TemporalNames.STEP.valueSet(step)));
        errorCode().ifPresent(code -> updates.add(TemporalNames.ERROR_CODE.valueSet(code)));
        Workflow.upsertTypedSearchAttributes(updates.toArray(SearchAttributeUpdate<?>[]::new));
        show();
    }

    void show() {
        movedAt = now();
        Workflow.setCurrentDetails(StatusText.markdown(status()));
    }

    RequestState state() {
        return state;
    }

    RequestStatus status() {
        return new RequestStatus(
                request.id(),
                request.type(),
                request.environment(),
                request.name(),
                request.team(),
                state,
                generation,
                request.acceptedAt(),
                endedAt,
                wholePlan(),
                findings,
                runs.progress(),
                failedStep().orElse(null),
                failure == null ? null : failure.why(),
                undone,
                differences,
                cancelled,
                request.attempt(),
                request.by(),
                paused,
                movedAt);
    }

    /** The steps of all plans of this request, with the hash of the last: the one that an approval names. */
    private @Nullable Plan wholePlan() {
        List<Step> steps = runs.steps();
        return plan == null || steps.isEmpty()
                ? plan
                : new Plan(
                        plan.environment(),
                        plan.profile(),
                        steps,
                        plan.found(),
                        plan.claims(),
                        plan.released(),
                        plan.hash());
    }

    private Optional<String> failedStep() {
        return Optional.ofNullable(failure).map(StepFailure::stepId);
    }

    private Optional<String> errorCode() {
        Optional<String> refused = findings.stream()
                .filter(Finding::refuses)
                .map(finding -> finding.code().name())
                .findFirst();
        return Optional.ofNullable(failure).map(broken -> broken.why().code()).or(() -> refused);
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
