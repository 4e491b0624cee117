package dev.palisade.local.servicebus.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The links of all connections that wait for a session, served in the order they came. */
final class WaitingReceivers {
    private final InstantSource clock;
    private final Set<WaitingReceiver> waiting = new LinkedHashSet<>();

    WaitingReceivers(InstantSource clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    void add(WaitingReceiver receiver) {
        waiting.add(receiver);
    }

    void remove(WaitingReceiver receiver) {
        waiting.remove(receiver);
    }

    void serve() {
        Instant now = now();
        waiting.removeIf(receiver -> receiver.serve(now));
    }

    Optional<Instant> nextDeadline() {
        return waiting.stream().map(WaitingReceiver::until).min(Instant::compareTo);
    }
}
