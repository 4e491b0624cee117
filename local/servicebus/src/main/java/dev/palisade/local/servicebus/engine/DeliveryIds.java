package dev.palisade.local.servicebus.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.transport.Disposition;
import org.apache.qpid.proton.amqp.transport.Transfer;
import org.jspecify.annotations.Nullable;

/**
 * Gives the transfers of one session consecutive delivery ids, as the engine insists, and keeps the client's own. The
 * Python SDK counts without a lock, so that transfers from several threads repeat ids or come out of order; the service
 * lets that pass. Two unsettled deliveries of one id are each answered with it.
 */
final class DeliveryIds {
    private record Arriving(
            UnsignedInteger clients,
            UnsignedInteger engines,
            @Nullable Binary tag) {
        boolean goesOnWith(Transfer transfer) {
            return (transfer.getDeliveryId() == null || transfer.getDeliveryId().equals(clients))
                    && (transfer.getDeliveryTag() == null
                            || transfer.getDeliveryTag().equals(tag));
        }
    }

    // By the handle of their link: a link sends the frames of one delivery after those of another.
    private final Map<UnsignedInteger, Arriving> arriving = new HashMap<>();
    // The client's ids of deliveries that the broker has not settled, by the engine's.
    private final Map<UnsignedInteger, UnsignedInteger> unsettled = new HashMap<>();
    private UnsignedInteger next = UnsignedInteger.ZERO;

    /**
     * Puts the engine's id in the place of the client's.
     *
     * @throws IllegalStateException if a delivery begins on a link before the one before it has ended, or has no id
     */
    void toEngine(Transfer transfer) {
        Arriving delivery = arriving.get(transfer.getHandle());
        if (delivery == null) {
            delivery = begin(transfer);
        } else if (!delivery.goesOnWith(transfer)) {
            throw new IllegalStateException("The delivery with delivery-id " + transfer.getDeliveryId()
                    + " begins on a link where delivery-id " + delivery.clients() + " has not ended");
        }
        transfer.setDeliveryId(delivery.engines());
        if (Boolean.TRUE.equals(transfer.getSettled()) || transfer.getAborted()) {
            // The engine writes no answer to what the client has settled, whose entry would stay.
            unsettled.remove(delivery.engines());
        }
        if (!transfer.getMore() || transfer.getAborted()) {
            arriving.remove(transfer.getHandle());
        }
    }

    private Arriving begin(Transfer transfer) {
        if (transfer.getDeliveryId() == null) {
            throw new IllegalStateException("The first transfer of a delivery has no delivery-id");
        }
        Arriving begun = new Arriving(transfer.getDeliveryId(), next, transfer.getDeliveryTag());
        next = next.add(UnsignedInteger.ONE);
        arriving.put(transfer.getHandle(), begun);
        unsettled.put(begun.engines(), begun.clients());
        return begun;
    }

    /**
     * A link is gone, and its handle may be given to another. What had not arrived whole is never answered; the answers
     * to the rest are still owed, and are written before the broker's own detach.
     */
    void detached(UnsignedInteger handle) {
        Arriving cutOff = arriving.remove(handle);
        if (cutOff != null) {
            unsettled.remove(cutOff.engines());
        }
    }

    /**
     * The engine's ids of the unsettled deliveries that a client's disposition of its own deliveries speaks of. What the
     * client settles with it needs no answer any more.
     */
    List<UnsignedInteger> toEngine(Disposition disposition) {
        UnsignedInteger first = disposition.getFirst();
        UnsignedInteger last = disposition.getLast() == null ? first : disposition.getLast();
        List<UnsignedInteger> meant = new ArrayList<>();
        unsettled.forEach((engines, clients) -> {
            if (inOrder(first, clients) && inOrder(clients, last)) {
                meant.add(engines);
            }
        });
        if (Boolean.TRUE.equals(disposition.getSettled())) {
            meant.forEach(unsettled::remove);
        }
        return meant;
    }

    /** Delivery ids are serial numbers, which go on at 0 after the largest (RFC 1982; AMQP 1.0, 2.8.10). */
    private static boolean inOrder(UnsignedInteger earlier, UnsignedInteger later) {
        return later.intValue() - earlier.intValue() >= 0;
    }

    /** How many deliveries the broker has yet to settle. */
    int unsettled() {
        return unsettled.size();
    }

    /** The client's id of a delivery that is answered; empty if its answer has been given for good. */
    Optional<UnsignedInteger> answer(UnsignedInteger engines, boolean settled) {
        return Optional.ofNullable(settled ? unsettled.remove(engines) : unsettled.get(engines));
    }
}
