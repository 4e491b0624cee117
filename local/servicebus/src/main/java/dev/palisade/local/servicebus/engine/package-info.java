/**
 * Connections and links: AMQP frames in and out of sockets by the proton-j engine, on one event-loop thread. What a
 * message means is decided in the entity and management packages.
 * Invariant: no byte leaves for a client before the changes of the same turn are committed.
 */
@NullMarked
package dev.palisade.local.servicebus.engine;

import org.jspecify.annotations.NullMarked;
