/**
 * Service Bus messages as AMQP bytes: splitting, stamping and encoding them. Nothing here knows a queue or a socket.
 * Invariant: the bare message leaves as the bytes that came in, unless a receiver asked for changed properties.
 */
@NullMarked
package dev.palisade.local.servicebus.message;

import org.jspecify.annotations.NullMarked;
