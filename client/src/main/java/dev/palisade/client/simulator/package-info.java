/**
 * The Azure simulator as a user of it: its clock, its faults, and ARM's GETs.
 * Invariant: speaks to a loopback address only.
 */
@NullMarked
package dev.palisade.client.simulator;

import org.jspecify.annotations.NullMarked;
