/**
 * The plan: what would be changed, as data. Nothing here knows how a change is made.
 * Invariant: a plan is immutable, and its hash covers exactly what a person would approve.
 */
@NullMarked
package dev.palisade.planning.plan;

import org.jspecify.annotations.NullMarked;
