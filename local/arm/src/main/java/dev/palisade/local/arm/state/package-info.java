/**
 * What the simulated cloud holds: resources, operations, the clock, and the journal that makes them durable.
 * No rule of any service lives here.
 * Invariant: state changes in memory under one lock, in the order in which the journal commits it.
 */
@NullMarked
package dev.palisade.local.arm.state;

import org.jspecify.annotations.NullMarked;
