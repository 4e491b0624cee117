/**
 * The environment: grants turns, keeps generations and the ledger, and cleans up after a holder that was terminated.
 * Invariant: at most one request has the turn, and no accepted ledger entry is forgotten.
 */
@NullMarked
package dev.palisade.workflows.environment;

import org.jspecify.annotations.NullMarked;
