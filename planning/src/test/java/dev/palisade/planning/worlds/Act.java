package dev.palisade.planning.worlds;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.plan.Step.Undo;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One step on its way, as a request's workflow knows it, over all plans of the request. */
final class Act {
    private final Step step;
    private final Act earlier;
    /** Null until begin has answered. */
    private Ownership answered;

    private boolean acted;
    private boolean done;
    private boolean undone;

    private Act(Step step, Act earlier) {
        this.step = step;
        this.earlier = earlier;
    }

    /** All of one request, in the order of acting. */
    static final class All {
        private final String requestId;
        private final Map<String, Act> byId = new LinkedHashMap<>();

        All(String requestId) {
            this.requestId = requestId;
        }

        List<Act> planned(List<Step> steps) {
            byId.values().removeIf(act -> !act.mayHaveActed());
            byId.replaceAll((id, act) -> act.lastActing());
            return steps.stream().map(this::add).toList();
        }

        private Act add(Step step) {
            Act act = new Act(step, byId.remove(step.id()));
            byId.put(step.id(), act);
            return act;
        }

        void resumed(List<LedgerEntry> entries) {
            for (LedgerEntry entry : entries) {
                Act act = new Act(entry.step(), null);
                act.acted = true;
                act.done = true;
                act.answered = entry.ownership() == Ownership.UNKNOWN ? null : entry.ownership();
                byId.put(entry.key(), act);
            }
        }

        List<LedgerEntry> intentions() {
            return byId.values().stream().map(act -> act.intention(requestId)).toList();
        }

        /** What may have happened by now. */
        List<LedgerEntry> acted() {
            return byId.values().stream()
                    .filter(Act::mayHaveActed)
                    .map(act -> act.entry(requestId))
                    .toList();
        }

        boolean untouched() {
            return byId.values().stream().noneMatch(Act::mayHaveActed);
        }

        boolean passedPivot() {
            return byId.values().stream().anyMatch(act -> act.mayHaveActed() && act.step.undo() == Undo.NONE);
        }

        /** What is to be taken back, oldest first. */
        List<Act> undoables() {
            return byId.values().stream()
                    .filter(Act::mayHaveActed)
                    .filter(act -> act.ownership() != Ownership.ADOPTED)
                    .toList();
        }

        List<String> settled() {
            return settled(Set.of());
        }

        /** @param undecided steps whose undo failed, and may yet be done */
        List<String> settled(Set<String> undecided) {
            return byId.values().stream()
                    .filter(act -> !undecided.contains(act.step.id()))
                    .flatMap(Act::takenBack)
                    .toList();
        }

        List<LedgerEntry> standing() {
            return byId.values().stream()
                    .filter(Act::mayHaveActed)
                    .filter(act -> act.entry(requestId).owns())
                    .map(act -> act.done
                            ? act.entry(requestId).standing(act.ownership())
                            : act.entry(requestId).left())
                    .toList();
        }

        /** What an undo has taken back is done no more. */
        void undone(String stepId) {
            Act act = byId.get(stepId);
            act.done = false;
            act.undone = true;
        }

        /**
         * Where something was to be taken away, and nobody knows whether it was.
         *
         * @param unreported true if a request was terminated before it could say what it had done
         */
        Stream<String> uncertain(boolean unreported) {
            return byId.values().stream()
                    .filter(act -> act.mayHaveActed() && (unreported || !act.done) && !act.undone)
                    .filter(act -> act.step.action() == Action.DELETE
                            || !act.step.takesBack().isEmpty())
                    .flatMap(act -> act.step.deltas().stream().map(delta -> Facts.place(act.step.resource(), delta)));
        }

        LedgerEntry entry(Act act) {
            return act.entry(requestId);
        }

        /** With all that lies beneath, but for what is not ours to take back. */
        Set<String> beneath(Act act) {
            Set<String> beneath = new LinkedHashSet<>();
            collect(act, beneath);
            beneath.removeIf(id -> byId.containsKey(id) && byId.get(id).ownership() == Ownership.ADOPTED);
            return beneath;
        }

        private void collect(Act act, Set<String> beneath) {
            act.standsOn().filter(beneath::add).filter(byId::containsKey).forEach(id -> collect(byId.get(id), beneath));
        }
    }

    /** Over all plans. */
    private Stream<String> takenBack() {
        if (undone) {
            return Stream.empty();
        }
        Stream<String> own = done ? step.takesBack().stream() : Stream.empty();
        return earlier == null ? own : Stream.concat(earlier.takenBack(), own);
    }

    void begins() {
        acted = true;
    }

    void wroteNothing() {
        acted = false;
    }

    void began(Ownership ownership) {
        answered = ownership;
    }

    void isDone() {
        done = true;
    }

    Step step() {
        return step;
    }

    boolean done() {
        return done;
    }

    boolean answered() {
        return (earlier == null || earlier.answered()) && (!acted || answered != null);
    }

    boolean mayHaveActed() {
        return acted || earlier != null;
    }

    private Act lastActing() {
        return acted || earlier == null ? this : earlier.lastActing();
    }

    Ownership ownership() {
        Ownership own = answered == null ? Ownership.UNKNOWN : answered;
        if (earlier == null) {
            return own;
        }
        return acted ? own.and(earlier.ownership()) : earlier.ownership();
    }

    private LedgerEntry entry(String requestId) {
        return earlier != null && !acted ? earlier.entry(requestId) : intention(requestId);
    }

    private LedgerEntry intention(String requestId) {
        LedgerEntry own = new LedgerEntry(requestId, step, ownership(), State.INTENDED);
        return earlier == null ? own : own.upon(earlier.entry(requestId));
    }

    private Stream<String> standsOn() {
        return earlier == null
                ? step.dependsOn().stream()
                : Stream.concat(step.dependsOn().stream(), earlier.standsOn()).distinct();
    }
}
