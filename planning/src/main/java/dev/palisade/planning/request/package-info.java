/**
 * What can be asked for, and what already stands: the planner's arguments besides the observation.
 * Invariant: data only; nothing here reads Azure or decides.
 */
@NullMarked
package dev.palisade.planning.request;

import org.jspecify.annotations.NullMarked;
