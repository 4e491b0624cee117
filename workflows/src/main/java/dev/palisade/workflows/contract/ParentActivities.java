package dev.palisade.workflows.contract;

import dev.palisade.planning.plan.Claims;
import io.temporal.activity.ActivityInterface;

/**
 * How a request speaks to the parents: the things that several environments may share, each with its workflow {@code parent/<ARM ID>}. Every
 * call may arrive twice.
 */
@ActivityInterface(namePrefix = "parent.")
public interface ParentActivities {
    /**
     * Adds to what the environment claims, before the first act. All or nothing at each parent. Refused as {@link FailureClass#WORLD_CHANGED}
     * if something cannot be had any more: taken exclusively, or just being taken back by a neighbour; then the plan is made again.
     */
    void claim(ClaimCall call);

    record ClaimCall(String environment, String name, String requestId, Claims claims) {}
}
