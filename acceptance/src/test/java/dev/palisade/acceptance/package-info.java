/**
 * What Palisade promises, shown on the whole system: official SDKs over real sockets, processes killed, faults planted by name.
 * Invariant: a test asserts the world that is left, from the simulator's own records, and that its fault really fired.
 */
@NullMarked
package dev.palisade.acceptance;

import org.jspecify.annotations.NullMarked;
