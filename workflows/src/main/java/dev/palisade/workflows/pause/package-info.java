/**
 * Where operators have paused writes.
 * Invariant: the register only says so; whoever is about to write asks.
 */
@NullMarked
package dev.palisade.workflows.pause;

import org.jspecify.annotations.NullMarked;
