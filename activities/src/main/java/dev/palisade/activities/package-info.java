/**
 * What touches Azure and the broker: the implementations of the contract, one class per resource kind.
 * Invariant: an activity may run twice, or die at any point, and the world is as if it had run once.
 */
@NullMarked
package dev.palisade.activities;

import org.jspecify.annotations.NullMarked;
