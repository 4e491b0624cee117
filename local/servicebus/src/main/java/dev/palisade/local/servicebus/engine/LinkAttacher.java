package dev.palisade.local.servicebus.engine;

import dev.palisade.local.servicebus.access.Grants;
import dev.palisade.local.servicebus.entity.Destination;
import dev.palisade.local.servicebus.entity.MessageQueue;
import dev.palisade.local.servicebus.entity.Namespace;
import dev.palisade.local.servicebus.management.Address;
import dev.palisade.local.servicebus.management.Claims;
import dev.palisade.local.servicebus.management.QueueManagement;
import dev.palisade.local.servicebus.management.RequestHandler;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.amqp.transaction.Coordinator;
import org.apache.qpid.proton.amqp.transport.AmqpError;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;

/** Decides what a link becomes that a client of one connection attaches, or why it is refused. */
final class LinkAttacher {
    private static final Symbol SESSION_FILTER = Symbol.valueOf("com.microsoft:session-filter");
    private static final Symbol TRANSFER_DESTINATION = Symbol.valueOf("com.microsoft:transfer-destination-address");

    private final Namespace namespace;
    private final Dispatcher dispatcher;
    private final int maxMessageSize;
    private final Grants grants;
    private final ReplyRoutes routes = new ReplyRoutes();

    LinkAttacher(Namespace namespace, Dispatcher dispatcher, int maxMessageSize, Grants grants) {
        this.namespace = namespace;
        this.dispatcher = dispatcher;
        this.maxMessageSize = maxMessageSize;
        this.grants = grants;
    }

    /** Answers an attach; empty if the link was refused. */
    Optional<LinkHandler> attach(Link link) {
        return link instanceof Receiver receiver ? fromClient(receiver) : toClient((Sender) link);
    }

    private Optional<LinkHandler> fromClient(Receiver link) {
        if (link.getRemoteTarget() instanceof Coordinator
                || remoteProperties(link).containsKey(TRANSFER_DESTINATION)) {
            return refuse(link, AmqpError.NOT_IMPLEMENTED, "This broker does not offer transactions");
        }
        String written = link.getRemoteTarget() instanceof Target target ? target.getAddress() : null;
        if (written == null) {
            return refuse(link, AmqpError.INVALID_FIELD, "The target must have an address");
        }
        Address address = Address.parse(written);
        if (!isPermitted(address)) {
            return refuseUnauthorized(link, address);
        }
        Optional<RequestHandler> node = node(address);
        if (node.isPresent()) {
            accept(link);
            IncomingTransfer transfers = new IncomingTransfer(link, maxMessageSize);
            return Optional.of(new RequestLink(transfers, key(written), node.get(), routes));
        }
        Optional<Destination> destination = namespace.destination(address.path());
        if (destination.isEmpty() || address.management()) {
            return refuseUnknown(link, address, "sent to");
        }
        accept(link);
        return Optional.of(new ProducerLink(link, destination.get().path(), namespace::destination, maxMessageSize));
    }

    private Optional<LinkHandler> toClient(Sender link) {
        if (!(link.getRemoteSource() instanceof Source source) || source.getAddress() == null) {
            return refuse(link, AmqpError.INVALID_FIELD, "The source must have an address");
        }
        Address address = Address.parse(source.getAddress());
        if (!isPermitted(address)) {
            return refuseUnauthorized(link, address);
        }
        if (node(address).isPresent()) {
            accept(link);
            ReplyLink replies = new ReplyLink(link, routes);
            String replyTo = link.getRemoteTarget() instanceof Target target ? target.getAddress() : null;
            routes.add(replies, key(source.getAddress()), replyTo == null ? "" : replyTo);
            return Optional.of(replies);
        }
        Optional<MessageQueue> queue = namespace.queue(address.path());
        if (queue.isEmpty() || address.management()) {
            return refuseUnknown(link, address, "received from");
        }
        if (source.getFilter() != null && source.getFilter().containsKey(SESSION_FILTER)) {
            return refuse(link, AmqpError.NOT_ALLOWED, "The entity '" + address.path() + "' has no sessions");
        }
        accept(link);
        return Optional.of(new ConsumerLink(link, queue.get(), dispatcher));
    }

    private Optional<RequestHandler> node(Address address) {
        if (address.isClaims()) {
            return Optional.of(new Claims(namespace, grants));
        }
        return address.management() && namespace.queue(address.path()).isPresent()
                ? Optional.of(new QueueManagement(namespace, address.path()))
                : Optional.empty();
    }

    private void accept(Link link) {
        link.setSource(link.getRemoteSource());
        link.setTarget(link.getRemoteTarget());
        link.setSenderSettleMode(link.getRemoteSenderSettleMode());
        link.setReceiverSettleMode(link.getRemoteReceiverSettleMode());
        // Without it the Java SDK takes the largest message to be of size 0.
        link.setMaxMessageSize(UnsignedLong.valueOf(maxMessageSize));
        link.open();
    }

    private Optional<LinkHandler> refuseUnknown(Link link, Address address, String use) {
        return namespace.exists(address.path())
                ? refuse(link, AmqpError.NOT_ALLOWED, "The entity '" + address.path() + "' cannot be " + use)
                : refuse(link, AmqpErrors.notFound(address.path()));
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
        return refuse(
                link,
                AmqpError.UNAUTHORIZED_ACCESS,
                "Put a token for '" + address.path() + "' to $cbs first; none is valid now");
    }

    /** Attach and detach at once: that is how AMQP says no. */
    private static Optional<LinkHandler> refuse(Link link, Symbol condition, String description) {
        return refuse(link, AmqpErrors.error(condition, description));
    }

    private static Optional<LinkHandler> refuse(Link link, ErrorCondition error) {
        link.open();
        link.setCondition(error);
        link.close();
        return Optional.empty();
    }

    private static Map<Symbol, Object> remoteProperties(Link link) {
        return link.getRemoteProperties() == null ? Map.of() : link.getRemoteProperties();
    }

    private static String key(String node) {
        Address address = Address.parse(node);
        return address.path().toLowerCase(Locale.ROOT) + (address.management() ? "/$management" : "");
    }
}
