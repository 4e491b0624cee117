package dev.palisade.acceptance.wire;

import java.util.Set;

/**
 * An AMQP disposition: what becomes of messages that were transferred.
 *
 * @param direction which way it goes
 * @param by whether their receiver says what is to become of them, or their sender what has
 * @param messages their message ids
 */
record Disposal(Direction direction, By by, Set<String> messages) {
    enum By {
        RECEIVER,
        SENDER
    }

    Disposal {
        messages = Set.copyOf(messages);
    }
}
