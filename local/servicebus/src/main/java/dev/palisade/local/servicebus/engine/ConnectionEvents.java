package dev.palisade.local.servicebus.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.proton.amqp.transport.AmqpError;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.BaseHandler;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what the client of one connection opens, closes and sends. */
final class ConnectionEvents extends BaseHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionEvents.class);
    private static final String CONTAINER = "palisade-servicebus";

    private final LinkAttacher attacher;
    private final List<Link> attached = new ArrayList<>();

    ConnectionEvents(LinkAttacher attacher) {
        this.attacher = attacher;
    }

    @Override
    public void onConnectionRemoteOpen(Event event) {
        Connection connection = event.getConnection();
        connection.setContainer(CONTAINER);
        connection.open();
    }

    @Override
    public void onSessionRemoteOpen(Event event) {
        event.getSession().open();
    }

    @Override
    public void onLinkRemoteOpen(Event event) {
        Link link = event.getLink();
        attacher.attach(link).ifPresent(handler -> {
            link.setContext(handler);
            attached.add(link);
        });
    }

    @Override
    public void onLinkFlow(Event event) {
        if (event.getLink().getContext() instanceof LinkHandler handler) {
            handler.creditChanged();
        }
    }

    @Override
    public void onDelivery(Event event) {
        if (event.getLink().getContext() instanceof LinkHandler handler) {
            handler.deliveryChanged(event.getDelivery());
        }
    }

    @Override
    public void onLinkRemoteDetach(Event event) {
        onLinkRemoteClose(event);
    }

    @Override
    public void onLinkRemoteClose(Event event) {
        Link link = event.getLink();
        forget(link);
        link.close();
        link.free();
    }

    @Override
    public void onSessionRemoteClose(Event event) {
        Session session = event.getSession();
        List.copyOf(attached).stream()
                .filter(link -> link.getSession() == session)
                .forEach(this::forget);
        session.close();
        session.free();
    }

    @Override
    public void onConnectionRemoteClose(Event event) {
        event.getConnection().close();
    }

    @Override
    public void onTransportError(Event event) {
        ErrorCondition ofOurs = event.getConnection().getCondition();
        LOG.info(
                "A client's connection ends: {}",
                ofOurs.getCondition() == null ? event.getTransport().getCondition() : ofOurs);
    }

    /** Closes the links whose tokens have expired without a newer one. */
    void closeUnauthorized() {
        if (!attacher.tokenExpired()) {
            return;
        }
        for (Link link : List.copyOf(attached)) {
            if (!attacher.isPermitted(link)) {
                forget(link);
                link.setCondition(AmqpErrors.error(
                        AmqpError.UNAUTHORIZED_ACCESS, "The token for this link has expired; put a new one to $cbs"));
                link.close();
            }
        }
    }

    /** The connection is gone, and all its links with it. */
    void connectionLost() {
        List.copyOf(attached).forEach(this::forget);
    }

    private void forget(Link link) {
        if (attached.remove(link) && link.getContext() instanceof LinkHandler handler) {
            link.setContext(null);
            handler.closed();
        }
    }
}
