/**
 * Looking at a request again and again until it rests, on a terminal or in a pipe.
 * Invariant: watching changes nothing, and ends with the request's own exit code.
 */
@NullMarked
package dev.palisade.client.watch;

import org.jspecify.annotations.NullMarked;
