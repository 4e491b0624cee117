package dev.palisade.workflows.request;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.plan.Step.Undo;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import dev.palisade.workflows.undo.Remains;
import dev.palisade.workflows.undo.Undoable;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every step that this request did, does or is about to do, over all its plans: what ledger, status and undo are made from. */
final class StepRuns {
    private final String requestId;
    private final Map<String, StepRun> byId = new LinkedHashMap<>();

    StepRuns(String requestId) {
        this.requestId = requestId;
    }

    /** Takes a new plan: what never began is forgotten, what was done stays done. Returns the runs of the plan's steps. */
    List<StepRun> planned(List<Step> steps) {
        byId.values().removeIf(run -> !run.mayHaveActed());
        byId.replaceAll((id, run) -> run.lastActing());
        return steps.stream().map(this::add).toList();
    }

    /** The same for a plan that a person must see first, if anything was done before it. */
    void replanned(List<Step> steps) {
        if (!untouched()) {
            planned(steps);
        }
    }

    /** Takes what earlier attempts have done, as the ledger has it. */
    void resumed(List<LedgerEntry> entries) {
        entries.forEach(entry -> byId.put(entry.key(), StepRun.resumed(entry)));
    }

    /** Nothing more will begin. */
    void rest() {
        byId.values().stream().filter(run -> run.state() == StepState.WAITING).forEach(StepRun::notBegun);
    }

    boolean untouched() {
        return byId.values().stream().noneMatch(StepRun::mayHaveActed);
    }

    private StepRun add(Step step) {
        // Taken out and put in again, so that the order of the map is the order of acting.
        @Nullable StepRun earlier = byId.remove(step.id());
        StepRun run = new StepRun(step, earlier);
        byId.put(step.id(), run);
        return run;
    }

    StepRun get(String stepId) {
        StepRun run = byId.get(stepId);
        if (run == null) {
            throw new IllegalArgumentException("No step " + stepId + " in this request");
        }
        return run;
    }

    /** In the order of acting. */
    List<StepRun> all() {
        return List.copyOf(byId.values());
    }

    List<Step> steps() {
        return byId.values().stream().map(StepRun::step).toList();
    }

    List<Step> done() {
        return byId.values().stream()
                .filter(run -> run.state() == StepState.DONE)
                .map(StepRun::step)
                .toList();
    }

    /** What the done steps have left to be seen: not the absence of what a later one has made anew. */
    List<Step> visible() {
        List<Step> done = done();
        return done.stream()
                .filter(step -> step.action() != Action.DELETE
                        || done.subList(done.indexOf(step), done.size()).stream()
                                .noneMatch(later -> later.action() == Action.CREATE
                                        && later.resource().equals(step.resource())))
                .toList();
    }

    /** Begun, and Azure has not answered how it ends. */
    List<StepRun> inFlight() {
        return byId.values().stream()
                .filter(run -> run.state() == StepState.IN_FLIGHT)
                .toList();
    }

    List<StepProgress> progress() {
        return byId.values().stream().map(StepRun::progress).toList();
    }

    /** To be registered before the first of them acts. */
    List<LedgerEntry> intentions() {
        return byId.values().stream().map(run -> run.intention(requestId)).toList();
    }

    /** What may have happened by now. */
    List<LedgerEntry> acted() {
        return byId.values().stream()
                .filter(StepRun::mayHaveActed)
                .map(run -> run.entry(requestId))
                .toList();
    }

    /** What is to be taken back, oldest first. What was there before us is not ours to take back. */
    List<Undoable> undoables() {
        return byId.values().stream()
                .filter(StepRun::mayHaveActed)
                .filter(run -> run.ownership() != Ownership.ADOPTED)
                .map(run -> run.undoable(requestId, standsOn(run)))
                .toList();
    }

    /** With what lies beneath that, so that a step between, which is not ours to take back, hides nothing. */
    private Set<String> standsOn(StepRun run) {
        Set<String> beneath = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(run.standsOn());
        while (!open.isEmpty()) {
            String id = open.pop();
            StepRun below = byId.get(id);
            if (beneath.add(id) && below != null) {
                open.addAll(below.standsOn());
            }
        }
        beneath.removeIf(id -> byId.containsKey(id) && byId.get(id).ownership() == Ownership.ADOPTED);
        return beneath;
    }

    /** After a pivot there is no way back, only forward. */
    boolean passedPivot() {
        return byId.values().stream()
                .anyMatch(run -> run.mayHaveActed() && run.step().undo() == Undo.NONE);
    }

    /** What is taken back, of whatever request, by steps of this one that are done and stay so. */
    List<String> settled() {
        return settled(List.of());
    }

    /** The same after an undo. A step whose own undo failed may yet be undone: until then, what it took back is still owned. */
    List<String> settled(Collection<Undone> undone) {
        Set<String> undecided = undone.stream()
                .filter(outcome -> outcome.result() == Result.FAILED)
                .map(Undone::stepId)
                .collect(Collectors.toSet());
        return byId.values().stream()
                .filter(run -> !undecided.contains(run.step().id()))
                .flatMap(StepRun::takenBack)
                .toList();
    }

    /** What the ledger keeps if nothing was taken back. */
    List<LedgerEntry> standing() {
        return byId.values().stream()
                .filter(StepRun::mayHaveActed)
                .filter(run -> run.entry(requestId).owns())
                .map(run -> run.state() == StepState.DONE
                        ? run.entry(requestId).standing(run.ownership())
                        : run.entry(requestId).left())
                .toList();
    }

    /** What the ledger keeps after an undo. */
    List<LedgerEntry> remaining(Collection<Undone> undone) {
        return undone.stream()
                .filter(Undone::remains)
                .map(outcome -> Remains.of(get(outcome.stepId()).entry(requestId), outcome))
                .flatMap(Optional::stream)
                .toList();
    }
}
