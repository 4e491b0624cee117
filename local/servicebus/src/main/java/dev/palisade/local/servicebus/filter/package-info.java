/**
 * The rules of subscriptions: SQL filters, correlation filters and SQL actions, over the properties of one message. No
 * queues, no bytes, no clock.
 * Invariant: an expression is refused when it is written, with its place, or it can be evaluated on any message; what
 * then does not fit together is a {@link dev.palisade.local.servicebus.filter.FilterException}, never a guess.
 */
@NullMarked
package dev.palisade.local.servicebus.filter;

import org.jspecify.annotations.NullMarked;
