/**
 * The local stack: Temporal, the Azure simulator, the Service Bus broker and the worker as child processes.
 * Invariant: no child outlives the command that started it, however that one ends.
 */
@NullMarked
package dev.palisade.client.stack;

import org.jspecify.annotations.NullMarked;
