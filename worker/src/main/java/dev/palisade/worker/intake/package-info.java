/**
 * From a Service Bus message to a durable request: decide, start one workflow, settle at once. No work on Azure is done here.
 * Invariant: a message is completed only after Temporal has durably accepted it, and dead-lettered only for what is wrong with itself.
 */
@NullMarked
package dev.palisade.worker.intake;

import org.jspecify.annotations.NullMarked;
