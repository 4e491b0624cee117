package dev.palisade.activities;

import dev.palisade.activities.kind.ArmKinds;
import dev.palisade.planning.plan.Step;
import java.util.Locale;

/**
 * What is being done to which resource, as a failure must say it.
 *
 * @param what in plain words: "creating managed cluster myaks"
 * @param path the resource's ID, or of what is read, such as a list
 */
record Doing(String what, String path) {

    static Doing applying(Step step) {
        return of(step.action() == Step.Action.CREATE ? "creating" : "changing", step);
    }

    static Doing undoing(Step step) {
        return of(step.undo() == Step.Undo.DELETE_WHAT_WE_CREATED ? "deleting" : "changing back", step);
    }

    static Doing verifying(Step step) {
        return of("reading back", step);
    }

    static Doing observing(String path) {
        return new Doing("reading " + path, path);
    }

    private static Doing of(String verb, Step step) {
        String noun = ArmKinds.of(step.kind()).noun();
        return new Doing(
                verb + " " + noun + " " + step.resource().name(),
                step.resource().toString());
    }

    /** At the beginning of a sentence. */
    String capitalized() {
        return what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
    }
}
