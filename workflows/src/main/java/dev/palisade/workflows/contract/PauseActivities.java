package dev.palisade.workflows.contract;

import io.temporal.activity.ActivityInterface;

/** The operators' pause switch, as a request sees it. */
@ActivityInterface(namePrefix = "pause.")
public interface PauseActivities {
    /** Returns once nothing pauses writes in this environment; until then fails benign with its own delay, holding nothing. */
    void awaitUnpaused(String environment);
}
