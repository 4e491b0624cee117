package dev.palisade.local.servicebus.store;

import dev.palisade.local.servicebus.entity.SessionStates;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A row for each session of one queue that has a state. */
final class SqliteSessionStates implements SessionStates {
    private final long queue;
    private final Statements statements;

    SqliteSessionStates(long queue, Statements statements) {
        this.queue = queue;
        this.statements = statements;
    }

    @Override
    public Optional<byte[]> find(String sessionId) {
        return Attempt.to(
                "Reading a session's state",
                () -> Attempt.first(statements.sessionState, row -> row.getBytes(1), queue, sessionId));
    }

    @Override
    public void keep(String sessionId, byte[] state, Instant at) {
        Attempt.to(
                "Keeping a session's state",
                () -> Attempt.execute(statements.keepSessionState, queue, sessionId, at, state));
    }

    @Override
    public void remove(String sessionId) {
        Attempt.to(
                "Removing a session's state", () -> Attempt.execute(statements.removeSessionState, queue, sessionId));
    }

    @Override
    public List<String> keptAfter(Instant moment) {
        return Attempt.to(
                "Listing sessions",
                () -> Attempt.all(statements.sessionsKeptAfter, row -> row.getString(1), queue, moment));
    }
}
