package dev.palisade.acceptance.wire;

import dev.palisade.acceptance.wire.Disposal.By;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.qpid.proton.amqp.transport.Begin;
import org.apache.qpid.proton.amqp.transport.Disposition;
import org.apache.qpid.proton.amqp.transport.Role;
import org.apache.qpid.proton.amqp.transport.Transfer;

/** Which message each delivery of one connection carries: AMQP says that once, and goes on with numbers. */
final class Deliveries {
    /** @param session the client's channel */
    private record Delivery(Direction direction, int session, long id) {}

    private final Map<Delivery, String> messages = new HashMap<>();
    private final Map<Integer, Integer> sessions = new HashMap<>();

    /** Takes notice of a frame; what it is if it is a disposition. */
    synchronized Optional<Disposal> notice(Direction direction, Frame frame) {
        if (frame.performative() instanceof Begin begin && begin.getRemoteChannel() != null) {
            sessions.put(frame.channel(), begin.getRemoteChannel().intValue());
        } else if (frame.performative() instanceof Transfer transfer && frame.messageId() != null) {
            long id = transfer.getDeliveryId().longValue();
            messages.put(new Delivery(direction, session(direction, frame), id), frame.messageId());
        } else if (frame.performative() instanceof Disposition disposition) {
            return Optional.of(disposal(direction, session(direction, frame), disposition));
        }
        return Optional.empty();
    }

    private Disposal disposal(Direction direction, int session, Disposition disposition) {
        By by = disposition.getRole() == Role.RECEIVER ? By.RECEIVER : By.SENDER;
        Direction transferred = by == By.RECEIVER ? direction.opposite() : direction;
        long first = disposition.getFirst().longValue();
        long last =
                disposition.getLast() == null ? first : disposition.getLast().longValue();
        Set<String> about = LongStream.rangeClosed(first, last)
                .mapToObj(id -> messages.get(new Delivery(transferred, session, id)))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new Disposal(direction, by, about);
    }

    /** Each side counts its channels for itself. */
    private int session(Direction direction, Frame frame) {
        return direction == Direction.TO_BROKER
                ? frame.channel()
                : Objects.requireNonNull(sessions.get(frame.channel()), "a frame of a session that did not begin");
    }
}
