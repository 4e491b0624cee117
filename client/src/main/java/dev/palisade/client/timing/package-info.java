/**
 * Arithmetic on times: simulated and real, elapsed, and the critical path of a request. Pure.
 * Invariant: a duration is never shown without the scale it was measured in.
 */
@NullMarked
package dev.palisade.client.timing;

import org.jspecify.annotations.NullMarked;
