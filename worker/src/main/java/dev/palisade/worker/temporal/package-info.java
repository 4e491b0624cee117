/**
 * This worker's side of Temporal: the connection, whether it answers, the workers that poll, and which build is current.
 * Invariant: Temporal being away stops nothing for good and is said once.
 */
@NullMarked
package dev.palisade.worker.temporal;

import org.jspecify.annotations.NullMarked;
