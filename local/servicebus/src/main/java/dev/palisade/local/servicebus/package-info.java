/**
 * A stand-in for Azure Service Bus that the official SDKs believe: what starts and stops it lives here, its parts live
 * in the packages below (config, engine, entity, management, message, store). It depends on nothing of Palisade.
 * Invariant: what was acknowledged is on disk before it is acknowledged.
 */
@NullMarked
package dev.palisade.local.servicebus;

import org.jspecify.annotations.NullMarked;
