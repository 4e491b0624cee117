/**
 * The palisade command, for people. Reaches the system only as they could: by message and through Temporal.
 * Invariant: every line printed says where it comes from if it could be stale.
 */
@NullMarked
package dev.palisade.client;

import org.jspecify.annotations.NullMarked;
