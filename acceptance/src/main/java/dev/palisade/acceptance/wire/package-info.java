/**
 * The network between a client and the broker, within reach: what is said on it of a message's settlement can be lost frame by frame, and all
 * connections be cut. Knows AMQP as far as it tells which frame is about which message, and changes none.
 * Invariant: what is not lost arrives as it was said, in its order.
 */
@NullMarked
package dev.palisade.acceptance.wire;

import org.jspecify.annotations.NullMarked;
