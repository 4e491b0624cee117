/**
 * From records to lines of text: pure functions, golden-tested. No I/O, no clock.
 * Invariant: a printed time says whether it is simulated or real, and a printed state says where it was read.
 */
@NullMarked
package dev.palisade.client.render;

import org.jspecify.annotations.NullMarked;
