package dev.palisade.workflows.worlds;

import dev.palisade.workflows.contract.PauseActivities;
import io.temporal.activity.Activity;
import java.time.Duration;

/** The operators' pause switch of a story. */
final class PausesInWorld implements PauseActivities {
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);

    private final Ground ground;

    PausesInWorld(Ground ground) {
        this.ground = ground;
    }

    @Override
    public void awaitUnpaused(String environment) {
        if (ground.isPaused()) {
            int attempt = Activity.getExecutionContext().getInfo().getAttempt();
            throw AzureSays.notYet(ground.about(BETWEEN_LOOKS, environment + attempt), "paused");
        }
    }
}
