/**
 * Reading requests from Temporal: where it is, and what it says of a request, with a worker or without.
 * Invariant: nothing here changes a workflow; what was read carries its source and the time it was seen.
 */
@NullMarked
package dev.palisade.client.temporal;

import org.jspecify.annotations.NullMarked;
