/**
 * How workflows call activities: deadlines and retries, all in one place, and what a failed call means.
 * Invariant: no other package of ours sets an activity option; a changed deadline never breaks a replay.
 */
@NullMarked
package dev.palisade.workflows.calls;

import org.jspecify.annotations.NullMarked;
