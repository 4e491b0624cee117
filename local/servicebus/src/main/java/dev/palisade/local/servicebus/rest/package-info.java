/**
 * The runtime operations over HTTP, as Microsoft's REST reference describes them: messages out of requests. No sockets,
 * and no way into an entity but the one that AMQP takes as well.
 * Invariant: a request is read whole before the namespace is touched, so that what is refused has changed nothing.
 */
@NullMarked
package dev.palisade.local.servicebus.rest;

import org.jspecify.annotations.NullMarked;
