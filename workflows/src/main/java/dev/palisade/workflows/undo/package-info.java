/**
 * Taking back what steps did, from ledger entries alone: the same code for a failed request and for one that was terminated.
 * Invariant: newest first, one outcome for each entry, and no closed door is opened unasked.
 */
@NullMarked
package dev.palisade.workflows.undo;

import org.jspecify.annotations.NullMarked;
