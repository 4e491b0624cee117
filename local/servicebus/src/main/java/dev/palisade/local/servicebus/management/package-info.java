/**
 * Request and response over AMQP: claims ({@code $cbs}) and the operations of an entity ({@code $management}). It
 * turns a request into calls on an entity and knows nothing of links.
 * Invariant: every request gets exactly one response, also a request that makes no sense.
 */
@NullMarked
package dev.palisade.local.servicebus.management;

import org.jspecify.annotations.NullMarked;
