package dev.palisade.local.servicebus.engine;

import dev.palisade.local.servicebus.entity.AcceptedSession;
import dev.palisade.local.servicebus.entity.MessageQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.DescribedType;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnknownDescribedType;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.transport.AmqpError;
import org.apache.qpid.proton.amqp.transport.SenderSettleMode;
import org.apache.qpid.proton.engine.Sender;
import org.jspecify.annotations.Nullable;

/** Attaches the links that clients receive messages on: from a queue, from a named session, or from any session. */
final class ReceiverAttacher {
    private static final Symbol SESSION_FILTER = Symbol.valueOf("com.microsoft:session-filter");
    private static final Symbol SESSION_CANNOT_BE_LOCKED = Symbol.valueOf("com.microsoft:session-cannot-be-locked");
    private static final Symbol LOCKED_UNTIL = Symbol.valueOf("com.microsoft:locked-until-utc");
    private static final Symbol TIMEOUT = Symbol.valueOf("com.microsoft:timeout");
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

    // Of .NET's ticks of 100 ns, which begin with the year 1.
    private static final long TICKS_OF_EPOCH = 621_355_968_000_000_000L;
    private static final long TICKS_PER_MILLISECOND = 10_000;

    private final Dispatcher dispatcher;
    private final WaitingReceivers waiting;
    private final LinkAnswer answer;

    ReceiverAttacher(Dispatcher dispatcher, WaitingReceivers waiting, LinkAnswer answer) {
        this.dispatcher = dispatcher;
        this.waiting = waiting;
        this.answer = answer;
    }

    /** Answers an attach, or has it wait for a session; empty if it was refused. */
    Optional<LinkHandler> attach(Sender link, Source source, MessageQueue queue) {
        Map<?, ?> filter = source.getFilter() == null ? Map.of() : source.getFilter();
        boolean wantsSession = filter.containsKey(SESSION_FILTER);
        if (queue.isForwarding()) {
            return LinkAnswer.refuse(
                    link,
                    AmqpError.NOT_ALLOWED,
                    "Cannot create a message receiver on an entity with auto-forwarding enabled.");
        }
        if (queue.requiresSession() != wantsSession) {
            return LinkAnswer.refuse(link, AmqpError.NOT_ALLOWED, mismatch(wantsSession));
        }
        if (!wantsSession) {
            answer.accept(link);
            return Optional.of(new ConsumerLink(link, queue, dispatcher));
        }
        Object wanted = undescribed(filter.get(SESSION_FILTER));
        if (wanted == null) {
            WaitingReceiver receiver = new WaitingReceiver(link, queue, patience(link), this::begin, waiting);
            waiting.add(receiver);
            return Optional.of(receiver);
        }
        return wanted instanceof String id
                ? attachTo(id, link, queue)
                : LinkAnswer.refuse(link, AmqpError.INVALID_FIELD, "The session filter must be a string or null");
    }

    private Optional<LinkHandler> attachTo(String id, Sender link, MessageQueue queue) {
        boolean locks = link.getRemoteSenderSettleMode() != SenderSettleMode.SETTLED;
        Optional<AcceptedSession> session = queue.sessions().accept(id, locks);
        return session.isEmpty()
                ? LinkAnswer.refuse(
                        link,
                        SESSION_CANNOT_BE_LOCKED,
                        "The requested session '" + id + "' cannot be accepted. It may be locked by another receiver.")
                : Optional.of(answer(link, session.get()));
    }

    private void begin(Sender link, AcceptedSession session) {
        link.setContext(answer(link, session));
    }

    private LinkHandler answer(Sender link, AcceptedSession session) {
        if (link.getRemoteSource() instanceof Source asked) {
            // The client learns from it which session it has got.
            Object filter = asked.getFilter().get(SESSION_FILTER);
            asked.setFilter(Map.of(SESSION_FILTER, likewise(filter, session.id())));
        }
        link.setProperties(Map.of(LOCKED_UNTIL, ticks(session.lockedUntil())));
        answer.accept(link);
        return new ConsumerLink(link, session, dispatcher);
    }

    /** Go's SDK sends the filter as a described value, as AMQP wants it of filters; the others send it bare. */
    private static @Nullable Object undescribed(@Nullable Object filter) {
        return filter instanceof DescribedType described ? described.getDescribed() : filter;
    }

    /** Each reads only what is written as it writes it. */
    private static Object likewise(@Nullable Object filter, String id) {
        return filter instanceof DescribedType described ? new UnknownDescribedType(described.getDescriptor(), id) : id;
    }

    private Instant patience(Sender link) {
        Map<Symbol, Object> properties = link.getRemoteProperties();
        Object milliseconds = properties == null ? null : properties.get(TIMEOUT);
        return waiting.now()
                .plus(
                        milliseconds instanceof UnsignedInteger given
                                ? Duration.ofMillis(given.longValue())
                                : DEFAULT_TIMEOUT);
    }

    private static long ticks(Instant moment) {
        return moment.toEpochMilli() * TICKS_PER_MILLISECOND + TICKS_OF_EPOCH;
    }

    private static String mismatch(boolean wantsSession) {
        return wantsSession
                ? "A sessionful message receiver cannot be created on an entity that does not require sessions. Ensure "
                        + "RequiresSession is set to true when creating a Queue or Subscription to enable sessionful "
                        + "behavior."
                : "It is not possible for an entity that requires sessions to create a non-sessionful message receiver.";
    }
}
