/**
 * The administration API: ATOM entries and feeds over HTTP, as the SDKs' administration clients send and expect them.
 * It turns requests into calls on the namespace and knows nothing of AMQP. The broker's way in over HTTP is here too.
 * Invariant: the namespace is touched on the broker's one thread only, and a request that is refused has changed nothing.
 */
@NullMarked
package dev.palisade.local.servicebus.admin;

import org.jspecify.annotations.NullMarked;
