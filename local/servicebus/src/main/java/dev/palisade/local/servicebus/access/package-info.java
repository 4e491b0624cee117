/**
 * Shared access keys, and the signed tokens that clients make with them, for AMQP and HTTP alike.
 * Invariant: a key leaves this package in no message, no log and no exception.
 */
@NullMarked
package dev.palisade.local.servicebus.access;

import org.jspecify.annotations.NullMarked;
