/**
 * Finds, or gets, a Temporal dev server and runs it: embedded ({@link dev.palisade.local.temporal.TemporalServer}) or as a process of its own
 * ({@link dev.palisade.local.temporal.Main}). Knows nothing of Palisade: no namespace, search attribute or retention is decided here, they are passed through.
 *
 * <p>Invariant: the server does not outlive the process that asked for it. A shutdown hook stops it when that process ends in an orderly way or by a signal that can be
 * caught. Against {@code kill -9} the server is started, on Linux where {@code setpriv} of util-linux is present, so that the kernel kills it with its parent; elsewhere
 * nothing guards against that case.
 */
@NullMarked
package dev.palisade.local.temporal;

import org.jspecify.annotations.NullMarked;
