package dev.palisade.workflows.worlds;

import dev.palisade.planning.plan.Step;
import dev.palisade.planning.worlds.Happening.Asks;
import dev.palisade.planning.worlds.Happening.Fault;
import dev.palisade.planning.worlds.Happening.Kind;
import java.util.List;

/** What goes wrong with one attempt at a request: at which step, is settled by its first plan that has any. */
final class Trouble {
    private final Fault fault;
    private boolean stale;
    private String step = "";
    private String undo = "";
    private boolean fired;
    private boolean overtaken;

    private Trouble(Fault fault, boolean stale) {
        this.fault = fault;
        this.stale = stale;
    }

    static Trouble of(Asks asks) {
        return new Trouble(asks.fault(), asks.stale());
    }

    static Trouble none() {
        return new Trouble(Fault.NONE, false);
    }

    /** True the first time, if the first reading is to come too early. */
    boolean readsEarly() {
        boolean early = stale;
        stale = false;
        return early;
    }

    void planned(List<Step> steps) {
        if (step.isEmpty() && !steps.isEmpty()) {
            step = steps.get(fault.step() % steps.size()).id();
            undo = fault.undo() < 0
                    ? ""
                    : steps.get(fault.undo() % steps.size()).id();
        }
    }

    Kind at(Step acting) {
        return acting.id().equals(step) ? fault.kind() : Kind.NONE;
    }

    /** True the first time that the fault shows. */
    boolean fires() {
        boolean first = !fired;
        fired = true;
        return first;
    }

    /** True once: the stranger comes a single time. */
    boolean overtakes() {
        boolean first = !overtaken;
        overtaken = true;
        return first;
    }

    /** An undo that goes on has no plan: then it is the first that fails. */
    boolean failsUndo(Step undoing) {
        if (step.isEmpty() && undo.isEmpty() && fault.undo() >= 0) {
            undo = undoing.id();
        }
        return undoing.id().equals(undo);
    }
}
