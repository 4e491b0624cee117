/**
 * What a namespace needs before the first request: retention and search attributes.
 * Invariant: running it again changes nothing.
 */
@NullMarked
package dev.palisade.client.setup;

import org.jspecify.annotations.NullMarked;
