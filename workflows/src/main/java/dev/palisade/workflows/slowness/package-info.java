/**
 * Whether a request makes no progress for longer than is usual, and where it waits. One rule, for the worker that tells of it and for the
 * command that shows it: what is seen goes in, with the time, and nothing is asked here.
 * Invariant: the same sighting at the same time is judged the same, whoever looks.
 */
@NullMarked
package dev.palisade.workflows.slowness;

import org.jspecify.annotations.NullMarked;
