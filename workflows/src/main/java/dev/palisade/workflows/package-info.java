/**
 * The deterministic part: the request interpreter and the environment that grants turns.
 * Invariant: everything here replays; effects are reached only through the interfaces of {@code contract}.
 */
@NullMarked
package dev.palisade.workflows;

import org.jspecify.annotations.NullMarked;
