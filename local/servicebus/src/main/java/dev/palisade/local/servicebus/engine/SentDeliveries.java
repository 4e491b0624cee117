package dev.palisade.local.servicebus.engine;

import java.util.Optional;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries of one session the broker has sent, so that a client's disposition of a range concerns no others. The engine walks through
 * a range by one id after the other: one that no delivery bears costs it as much as one that some does, and it finds no end of a range that
 * ends with the largest.
 */
final class SentDeliveries {
    /** Beyond that, serial numbers tell no more which of two is the earlier (RFC 1982; AMQP 1.0, 2.8.10). */
    private static final int MOST = Integer.MAX_VALUE;

    private @Nullable UnsignedInteger newest;
    private int count;

    record Range(UnsignedInteger first, UnsignedInteger last) {}

    /** A transfer goes out; those of one delivery bear its id one after another. */
    void sent(UnsignedInteger delivery) {
        if (!delivery.equals(newest)) {
            newest = delivery;
            count = count == MOST ? MOST : count + 1;
        }
    }

    /** What of a range was sent; empty if none of it was. */
    Optional<Range> within(UnsignedInteger first, UnsignedInteger last) {
        if (newest == null) {
            return Optional.empty();
        }
        int from = Math.min(behind(newest, first), count - 1);
        int to = Math.max(behind(newest, last), 0);
        return from < to ? Optional.empty() : Optional.of(new Range(before(newest, from), before(newest, to)));
    }

    private static int behind(UnsignedInteger newest, UnsignedInteger id) {
        return newest.intValue() - id.intValue();
    }

    private static UnsignedInteger before(UnsignedInteger newest, int distance) {
        return UnsignedInteger.valueOf(newest.intValue() - distance);
    }
}
