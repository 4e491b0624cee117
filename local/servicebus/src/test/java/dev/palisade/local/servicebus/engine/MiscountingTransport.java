package dev.palisade.local.servicebus.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.transport.Disposition;
import org.apache.qpid.proton.amqp.transport.FrameBody;
import org.apache.qpid.proton.amqp.transport.Transfer;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.engine.impl.TransportImpl;
import org.jspecify.annotations.Nullable;

/** A client's engine that numbers its transfers as it is told, as the Python SDK does by chance. */
final class MiscountingTransport extends TransportImpl {
    private final Iterator<Integer> ids;
    private final Map<UnsignedInteger, Integer> given = new HashMap<>();
    private final List<Integer> accepted = new ArrayList<>();

    /** @param ids of the deliveries, in the order in which they are begun */
    MiscountingTransport(Integer... ids) {
        this.ids = List.of(ids).iterator();
    }

    /** The ids of deliveries that the broker has accepted and settled, in its order. */
    List<Integer> accepted() {
        return accepted;
    }

    @Override
    protected void writeFrame(
            int channel,
            @Nullable FrameBody body,
            @Nullable ReadableBuffer payload,
            @Nullable Runnable onPayloadTooLarge) {
        if (body instanceof Transfer transfer) {
            transfer.setDeliveryId(
                    UnsignedInteger.valueOf(given.computeIfAbsent(transfer.getDeliveryId(), own -> ids.next())));
        }
        super.writeFrame(channel, body, payload, onPayloadTooLarge);
    }

    @Override
    public void handleDisposition(Disposition disposition, @Nullable Binary payload, Integer channel) {
        if (disposition.getState() instanceof Accepted && disposition.getSettled()) {
            accepted.add(disposition.getFirst().intValue());
        }
    }
}
