/**
 * Queues, topics, subscriptions, dead-letter queues and their locks, driven by a clock and a journal that are handed
 * in. No sockets, no SQL, no threads: all calls come from one thread.
 * Invariant: a change is in the journal before it is in memory, and both or neither hold it.
 */
@NullMarked
package dev.palisade.local.servicebus.entity;

import org.jspecify.annotations.NullMarked;
