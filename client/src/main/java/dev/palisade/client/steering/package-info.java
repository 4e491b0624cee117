/**
 * What a person can do about a request or about writes as a whole: which steps a state allows, and how Temporal is told.
 * Invariant: a step that the state does not allow is refused before anything is sent, with what would help instead.
 */
@NullMarked
package dev.palisade.client.steering;

import org.jspecify.annotations.NullMarked;
