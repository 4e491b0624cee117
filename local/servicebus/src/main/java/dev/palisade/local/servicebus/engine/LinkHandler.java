package dev.palisade.local.servicebus.engine;

import org.apache.qpid.proton.engine.Delivery;

/** What one attached link does when something happens on it. */
sealed interface LinkHandler permits ProducerLink, ConsumerLink, WaitingReceiver, RequestLink, ReplyLink {
    /** A transfer has arrived, or the client has said something about one of ours. */
    void deliveryChanged(Delivery delivery);

    /** The client lets us send more, or has revoked that. */
    default void creditChanged() {}

    /** The link is gone, in whatever way. */
    default void closed() {}
}
