/**
 * Finds, or gets, a Temporal dev server and runs it.
 * Invariant: never leaves the server running after the process that asked for it has ended.
 */
@NullMarked
package dev.palisade.local.temporal;

import org.jspecify.annotations.NullMarked;
