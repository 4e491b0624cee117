package dev.palisade.local.servicebus.entity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What receivers have left with the sessions of one queue. */
public interface SessionStates {
    Optional<byte[]> find(String sessionId);

    void keep(String sessionId, byte[] state, Instant at);

    void remove(String sessionId);

    /** The sessions whose state was kept after the given moment, in the order of their ids. */
    List<String> keptAfter(Instant moment);
}
