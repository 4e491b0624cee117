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
        return switch (step.action()) {
            case CREATE -> of("creating", step);
            case UPDATE -> of("changing", step);
            case DELETE -> of(ArmKinds.creatable(step.kind()).removal().doing(), step);
        };
    }

    static Doing undoing(Step step) {
        return step.undo() == Step.Undo.DELETE_WHAT_WE_CREATED
                ? of(ArmKinds.creatable(step.kind()).removal().doing(), step)
                : of("changing back", step);
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
