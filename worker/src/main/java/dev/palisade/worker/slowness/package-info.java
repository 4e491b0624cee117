/**
 * The look at what is slow: every open request, and every message that nobody has accepted, now and then. What is slow is told once, in
 * the log and on the topic, and counted in the metrics for as long as it is; the rule is that of {@code workflows.slowness}.
 * Invariant: a look changes nothing, is bounded in time, and one that fails says so and is followed by the next.
 */
@NullMarked
package dev.palisade.worker.slowness;

import org.jspecify.annotations.NullMarked;
