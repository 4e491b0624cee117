/**
 * The whole system on one machine, for tests and benchmarks: Temporal's dev server and the worker as processes that can be killed, the
 * stand-ins in this JVM where their audit logs can be read. Nothing here knows what a test is.
 * Invariant: closing a stack leaves no process behind, also one that failed to start.
 */
@NullMarked
package dev.palisade.acceptance.stack;

import org.jspecify.annotations.NullMarked;
