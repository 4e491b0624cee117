package dev.palisade.activities;

import dev.palisade.activities.arm.RetrySchedule;
import dev.palisade.activities.arm.SimulatedTime;
import dev.palisade.activities.shared.Pauses;
import dev.palisade.workflows.contract.PauseActivities;
import java.time.Duration;

/** Looks every few seconds whether the pause is over: a person has paused it, and a person waits when it goes on. */
public final class PauseActivitiesImpl implements PauseActivities {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Pauses pauses;
    private final StepFailures failures = new StepFailures(new RetrySchedule(SimulatedTime.REAL));

    public PauseActivitiesImpl(Pauses pauses) {
        this.pauses = pauses;
    }

    @Override
    public void awaitUnpaused(String environment) {
        pauses.over(environment).ifPresent(pause -> {
            throw failures.notYet(new Doing("waiting", environment), "PAUSED", Pauses.inWords(pause), BETWEEN_LOOKS);
        });
    }
}
