package dev.palisade.local.servicebus.store;

import dev.palisade.local.servicebus.entity.DuplicateHistory;
import java.time.Instant;
import java.util.Optional;

/** A row for each message id that one entity has seen. */
final class SqliteDuplicateHistory implements DuplicateHistory {
    private final long queue;
    private final Statements statements;

    SqliteDuplicateHistory(long queue, Statements statements) {
        this.queue = queue;
        this.statements = statements;
    }

    @Override
    public Optional<Long> find(String messageId, Instant after) {
        return Attempt.to(
                "Looking for a message id",
                () -> Attempt.first(statements.findSeen, row -> row.getLong(1), queue, messageId, after));
    }

    @Override
    public void remember(String messageId, Instant seenAt, long sequenceNumber) {
        Attempt.to(
                "Keeping a message id",
                () -> Attempt.execute(statements.keepSeen, queue, messageId, seenAt, sequenceNumber));
    }

    @Override
    public void forget(Instant until) {
        Attempt.to("Forgetting message ids", () -> Attempt.execute(statements.forgetSeen, queue, until));
    }
}
