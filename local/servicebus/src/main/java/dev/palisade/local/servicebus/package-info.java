/**
 * A stand-in for Azure Service Bus that the official SDKs believe.
 * Invariant: what was acknowledged is on disk before it is acknowledged.
 */
@NullMarked
package dev.palisade.local.servicebus;

import org.jspecify.annotations.NullMarked;
