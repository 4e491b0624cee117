/**
 * The official Service Bus SDK, seen from the intake: a queue that is listened to, a message that is settled. Decides nothing.
 * Invariant: the SDK settles nothing by itself, and fetches no message ahead of its handling.
 */
@NullMarked
package dev.palisade.worker.servicebus;

import org.jspecify.annotations.NullMarked;
