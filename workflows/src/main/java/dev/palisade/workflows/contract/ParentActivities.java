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

    /** Tells the parents what the environment claims from now on. A release does this by itself; the environment does it for a dead request. */
    void settle(ClaimsSettled claims);

    /**
     * @param before everything that the environment claimed, or a request of it may have claimed, until now: whose parents are told
     * @param now what it claims from now on
     */
    record ClaimsSettled(String environment, String name, Claims before, Claims now) {}

    record ClaimCall(String environment, String name, String requestId, Claims claims) {}
}
