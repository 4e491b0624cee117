/**
 * The request interpreter: one message from acceptance to a resting state. Decides nothing about Azure; the plan is data.
 * Invariant: whatever happens, the run ends in a resting state whose status says what the world is.
 */
@NullMarked
package dev.palisade.workflows.request;

import org.jspecify.annotations.NullMarked;
