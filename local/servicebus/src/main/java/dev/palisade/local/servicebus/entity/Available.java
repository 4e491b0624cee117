package dev.palisade.local.servicebus.entity;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The messages that a receiver could get now, in the order of their numbers within each session. A queue without
 * sessions is one session that has no name.
 */
final class Available {
    private static final String NO_SESSION = "";

    private final Map<String, TreeSet<Long>> bySession = new HashMap<>();
    /** The first message of each session, with the session. */
    private final TreeMap<Long, String> heads = new TreeMap<>();

    void add(MessageIndex index) {
        String session = session(index);
        TreeSet<Long> ofSession = bySession.computeIfAbsent(session, unused -> new TreeSet<>());
        forgetHead(ofSession);
        ofSession.add(index.sequenceNumber());
        heads.put(ofSession.first(), session);
    }

    void remove(MessageIndex index) {
        String session = session(index);
        TreeSet<Long> ofSession = bySession.get(session);
        if (ofSession == null || !ofSession.contains(index.sequenceNumber())) {
            return;
        }
        forgetHead(ofSession);
        ofSession.remove(index.sequenceNumber());
        if (ofSession.isEmpty()) {
            bySession.remove(session);
        } else {
            heads.put(ofSession.first(), session);
        }
    }

    Optional<Long> first() {
        return heads.isEmpty() ? Optional.empty() : Optional.of(heads.firstKey());
    }

    Optional<Long> first(String session) {
        return Optional.ofNullable(bySession.get(session)).map(TreeSet::first);
    }

    /** The session, among those wanted, whose first message has waited longest. */
    Optional<String> firstSession(Predicate<String> wanted) {
        return heads.values().stream().filter(wanted).findFirst();
    }

    private void forgetHead(NavigableSet<Long> ofSession) {
        if (!ofSession.isEmpty()) {
            heads.remove(ofSession.first());
        }
    }

    private static String session(MessageIndex index) {
        String named = index.sessionId();
        return named == null ? NO_SESSION : named;
    }
}
