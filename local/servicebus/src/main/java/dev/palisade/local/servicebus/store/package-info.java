/**
 * The durable journal of the entities, in one SQLite database. It knows rows, not rules.
 * Invariant: all changes between two commits become durable together, or none of them.
 */
@NullMarked
package dev.palisade.local.servicebus.store;

import org.jspecify.annotations.NullMarked;
