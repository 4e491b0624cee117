package dev.palisade.local.servicebus.engine;

import java.util.Optional;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Link;

/** How an attach is answered: in the client's own terms, or with a detach at once, which is how AMQP says no. */
record LinkAnswer(int maxMessageSize) {
    void accept(Link link) {
        link.setSource(link.getRemoteSource());
        link.setTarget(link.getRemoteTarget());
        link.setSenderSettleMode(link.getRemoteSenderSettleMode());
        link.setReceiverSettleMode(link.getRemoteReceiverSettleMode());
        // Without it the Java SDK takes the largest message to be of size 0.
        link.setMaxMessageSize(UnsignedLong.valueOf(maxMessageSize));
        link.open();
    }

    static Optional<LinkHandler> refuse(Link link, Symbol condition, String description) {
        return refuse(link, AmqpErrors.error(condition, description));
    }

    static Optional<LinkHandler> refuse(Link link, ErrorCondition error) {
        link.open();
        link.setCondition(error);
        link.close();
        return Optional.empty();
    }
}
