package dev.palisade.local.servicebus.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.transport.Begin;
import org.apache.qpid.proton.amqp.transport.Close;
import org.apache.qpid.proton.amqp.transport.Detach;
import org.apache.qpid.proton.amqp.transport.Disposition;
import org.apache.qpid.proton.amqp.transport.End;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.amqp.transport.FrameBody;
import org.apache.qpid.proton.amqp.transport.Open;
import org.apache.qpid.proton.amqp.transport.Role;
import org.apache.qpid.proton.amqp.transport.Transfer;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.engine.impl.TransportImpl;
import org.jspecify.annotations.Nullable;

/**
 * The engine between a client's bytes and its links, with three promises more than proton-j gives: transfers may carry
 * whatever delivery ids the client counts ({@link DeliveryIds}), dispositions may name whatever range
 * ({@link SentDeliveries}), and a connection can be closed with a reason while the engine still holds what must not, or
 * cannot, be sent.
 */
final class ClientTransport extends TransportImpl {
    private record SessionIds(DeliveryIds received, SentDeliveries sent) {}

    private final Map<Integer, SessionIds> byRemoteChannel = new HashMap<>();
    private final Map<Integer, SessionIds> byLocalChannel = new HashMap<>();
    private boolean opened;
    private boolean silent;

    /** Says close with a reason, if the client has been greeted at all, and then nothing more. */
    void closeBecause(ErrorCondition reason) {
        if (opened && !silent) {
            Close close = new Close();
            close.setError(reason);
            writeFrame(0, close, null, null);
        }
        silent = true;
    }

    /** Whether {@link #closeBecause} was called; what it had to say may still have to be written. */
    boolean hasSaidClose() {
        return silent;
    }

    /** How many deliveries of the client's sessions the broker has yet to settle. */
    int unsettled() {
        return byRemoteChannel.values().stream()
                .mapToInt(session -> session.received().unsettled())
                .sum();
    }

    @Override
    public void handleBegin(Begin begin, @Nullable Binary payload, Integer channel) {
        byRemoteChannel.put(channel, new SessionIds(new DeliveryIds(), new SentDeliveries()));
        super.handleBegin(begin, payload, channel);
    }

    @Override
    public void handleTransfer(Transfer transfer, @Nullable Binary payload, Integer channel) {
        ids(channel)
                .orElseThrow(() -> new IllegalStateException(
                        "A transfer came on channel " + channel + ", where no session has begun"))
                .received()
                .toEngine(transfer);
        super.handleTransfer(transfer, payload, channel);
    }

    @Override
    public void handleDisposition(Disposition disposition, @Nullable Binary payload, Integer channel) {
        if (disposition.getRole() == Role.RECEIVER) {
            ids(channel).flatMap(ids -> sent(ids, disposition)).ifPresent(sent -> {
                disposition.setFirst(sent.first());
                disposition.setLast(sent.last());
                super.handleDisposition(disposition, payload, channel);
            });
            return;
        }
        List<UnsignedInteger> deliveries =
                ids(channel).map(ids -> ids.received().toEngine(disposition)).orElse(List.of());
        for (UnsignedInteger meant : deliveries) {
            disposition.setFirst(meant);
            disposition.setLast(meant);
            super.handleDisposition(disposition, payload, channel);
        }
    }

    @Override
    public void handleDetach(Detach detach, @Nullable Binary payload, Integer channel) {
        ids(channel).ifPresent(ids -> ids.received().detached(detach.getHandle()));
        super.handleDetach(detach, payload, channel);
    }

    @Override
    public void handleEnd(End end, @Nullable Binary payload, Integer channel) {
        byRemoteChannel.remove(channel);
        super.handleEnd(end, payload, channel);
    }

    private Optional<SessionIds> ids(int channel) {
        return Optional.ofNullable(byRemoteChannel.get(channel));
    }

    private static Optional<SentDeliveries.Range> sent(SessionIds ids, Disposition disposition) {
        UnsignedInteger first = disposition.getFirst();
        return ids.sent().within(first, disposition.getLast() == null ? first : disposition.getLast());
    }

    @Override
    protected void writeFrame(
            int channel,
            @Nullable FrameBody body,
            @Nullable ReadableBuffer payload,
            @Nullable Runnable onPayloadTooLarge) {
        if (silent) {
            return;
        }
        if (body instanceof Disposition answer && answer.getRole() == Role.RECEIVER && !toClient(answer, channel)) {
            return;
        }
        super.writeFrame(channel, body, payload, onPayloadTooLarge);
        if (body instanceof Transfer transfer) {
            Optional.ofNullable(byLocalChannel.get(channel))
                    .ifPresent(ids -> ids.sent().sent(transfer.getDeliveryId()));
        } else if (body instanceof Open) {
            opened = true;
        } else if (body instanceof Begin begin && begin.getRemoteChannel() != null) {
            begun(channel, begin.getRemoteChannel().intValue());
        } else if (body instanceof End) {
            byLocalChannel.remove(channel);
        }
    }

    private void begun(int localChannel, int remoteChannel) {
        ids(remoteChannel).ifPresent(ids -> byLocalChannel.put(localChannel, ids));
    }

    /** Puts the client's id in the place of the engine's; false if it waits for no such answer. */
    private boolean toClient(Disposition answer, int channel) {
        Optional<UnsignedInteger> id = Optional.ofNullable(byLocalChannel.get(channel))
                .flatMap(ids -> ids.received().answer(answer.getFirst(), Boolean.TRUE.equals(answer.getSettled())));
        // The engine answers one delivery at a time.
        id.ifPresent(answer::setFirst);
        id.ifPresent(answer::setLast);
        return id.isPresent();
    }
}
