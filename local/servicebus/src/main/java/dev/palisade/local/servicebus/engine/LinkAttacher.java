package dev.palisade.local.servicebus.engine;

import dev.palisade.local.servicebus.access.Grants;
import dev.palisade.local.servicebus.entity.Destination;
import dev.palisade.local.servicebus.entity.MessageQueue;
import dev.palisade.local.servicebus.entity.Namespace;
import dev.palisade.local.servicebus.management.Address;
import dev.palisade.local.servicebus.management.Claims;
import dev.palisade.local.servicebus.management.EntityManagement;
import dev.palisade.local.servicebus.management.RequestHandler;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.amqp.transaction.Coordinator;
import org.apache.qpid.proton.amqp.transport.AmqpError;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;

/** Decides what a link becomes that a client of one connection attaches, or why it is refused. */
final class LinkAttacher {
    private static final Symbol TRANSFER_DESTINATION = Symbol.valueOf("com.microsoft:transfer-destination-address");

    private final Namespace namespace;
    private final ReceiverAttacher receivers;
    private final LinkAnswer answer;
    private final Grants grants;
    private final ReplyRoutes routes = new ReplyRoutes();

    LinkAttacher(Namespace namespace, ReceiverAttacher receivers, LinkAnswer answer, Grants grants) {
        this.namespace = namespace;
        this.receivers = receivers;
        this.answer = answer;
        this.grants = grants;
    }

    /** Answers an attach; empty if the link was refused. */
    Optional<LinkHandler> attach(Link link) {
        return link instanceof Receiver receiver ? fromClient(receiver) : toClient((Sender) link);
    }

    private Optional<LinkHandler> fromClient(Receiver link) {
        if (link.getRemoteTarget() instanceof Coordinator
                || remoteProperties(link).containsKey(TRANSFER_DESTINATION)) {
            return LinkAnswer.refuse(link, AmqpError.NOT_IMPLEMENTED, "This broker does not offer transactions");
        }
        String written = link.getRemoteTarget() instanceof Target target ? target.getAddress() : null;
        if (written == null) {
            return LinkAnswer.refuse(link, AmqpError.INVALID_FIELD, "The target must have an address");
        }
        Address address = Address.parse(written);
        if (!isPermitted(address)) {
            return refuseUnauthorized(link, address);
        }
        Optional<RequestHandler> node = node(address);
        if (node.isPresent()) {
            answer.accept(link);
            IncomingTransfer transfers = new IncomingTransfer(link, answer.maxMessageSize());
            return Optional.of(new RequestLink(transfers, key(written), node.get(), routes));
        }
        Optional<Destination> destination = namespace.destination(address.path());
        if (destination.isEmpty() || address.management()) {
            return refuseUnknown(link, address, "sent to");
        }
        answer.accept(link);
        return Optional.of(
                new ProducerLink(link, destination.get().path(), namespace::destination, answer.maxMessageSize()));
    }

    private Optional<LinkHandler> toClient(Sender link) {
        if (!(link.getRemoteSource() instanceof Source source) || source.getAddress() == null) {
            return LinkAnswer.refuse(link, AmqpError.INVALID_FIELD, "The source must have an address");
        }
        Address address = Address.parse(source.getAddress());
        if (!isPermitted(address)) {
            return refuseUnauthorized(link, address);
        }
        if (node(address).isPresent()) {
            answer.accept(link);
            ReplyLink replies = new ReplyLink(link, routes);
            String replyTo = link.getRemoteTarget() instanceof Target target ? target.getAddress() : null;
            routes.add(replies, key(source.getAddress()), replyTo == null ? "" : replyTo);
            return Optional.of(replies);
        }
        Optional<MessageQueue> queue = namespace.queue(address.path());
        if (queue.isEmpty() || address.management()) {
            return refuseUnknown(link, address, "received from");
        }
        return receivers.attach(link, source, queue.get());
    }

    private Optional<RequestHandler> node(Address address) {
        if (address.isClaims()) {
            return Optional.of(new Claims(namespace, grants));
        }
        return address.management() && namespace.exists(address.path())
                ? Optional.of(new EntityManagement(namespace, address.path()))
                : Optional.empty();
    }

    private Optional<LinkHandler> refuseUnknown(Link link, Address address, String use) {
        return namespace.exists(address.path())
                ? LinkAnswer.refuse(link, AmqpError.NOT_ALLOWED, "The entity '" + address.path() + "' cannot be " + use)
                : LinkAnswer.refuse(link, AmqpErrors.notFound(address.path()));
    }

    /** Whether a token of the connection has expired since the last call. */
    boolean tokenExpired() {
        return grants.expire();
    }

    /** Whether the tokens of the connection still let it use a link that it has attached. */
    boolean isPermitted(Link link) {
        String written = link instanceof Receiver
                ? link.getRemoteTarget() instanceof Target target ? target.getAddress() : null
                : link.getRemoteSource() instanceof Source source ? source.getAddress() : null;
        return written == null || isPermitted(Address.parse(written));
    }

    private boolean isPermitted(Address address) {
        return address.isClaims() || grants.permit(address.path());
    }

    private static Optional<LinkHandler> refuseUnauthorized(Link link, Address address) {
        return LinkAnswer.refuse(
                link,
                AmqpError.UNAUTHORIZED_ACCESS,
                "Put a token for '" + address.path() + "' to $cbs first; none is valid now");
    }

    private static Map<Symbol, Object> remoteProperties(Link link) {
        return link.getRemoteProperties() == null ? Map.of() : link.getRemoteProperties();
    }

    private static String key(String node) {
        Address address = Address.parse(node);
        return address.path().toLowerCase(Locale.ROOT) + (address.management() ? "/$management" : "");
    }
}
