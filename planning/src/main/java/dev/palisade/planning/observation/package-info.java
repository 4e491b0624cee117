/**
 * What Azure said, and when, about the resources that a document touches, and which of it is doubted.
 * Invariant: an observation is never edited; a newer one replaces it.
 */
@NullMarked
package dev.palisade.planning.observation;

import org.jspecify.annotations.NullMarked;
