package dev.palisade.local.servicebus.store;

import dev.palisade.local.servicebus.entity.DuplicateHistory;
import dev.palisade.local.servicebus.entity.Journal;
import dev.palisade.local.servicebus.entity.MessageIndex;
import dev.palisade.local.servicebus.entity.MessageState;
import dev.palisade.local.servicebus.entity.SessionStates;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one entity. */
final class SqliteJournal implements Journal {
    private final long queue;
    private final Statements statements;
    private long unwrittenSequenceNumber;

    SqliteJournal(long queue, Statements statements) {
        this.queue = queue;
        this.statements = statements;
    }

    @Override
    public List<MessageIndex> load() {
        return Attempt.to("Loading messages", () -> Attempt.all(statements.load, SqliteJournal::index, queue));
    }

    private static MessageIndex index(ResultSet row) throws SQLException {
        long expiresAt = row.getLong("expires_at");
        Instant expiry = row.wasNull() ? null : Instant.ofEpochMilli(expiresAt);
        return new MessageIndex(
                row.getLong("sequence_number"),
                row.getLong("enqueued_sequence_number"),
                Instant.ofEpochMilli(row.getLong("enqueued_at")),
                expiry,
                row.getInt("delivery_count"),
                MessageState.of(row.getInt("state")),
                row.getString("session_id"),
                row.getInt("hops"));
    }

    @Override
    public long lastSequenceNumber() {
        return Attempt.to(
                "Reading the last sequence number",
                () -> Attempt.first(statements.lastSequenceNumber, row -> row.getLong(1), queue)
                        .orElseThrow());
    }

    @Override
    public void useSequenceNumber(long sequenceNumber) {
        unwrittenSequenceNumber = sequenceNumber;
    }

    @Override
    public void add(MessageIndex index, byte[] content) {
        Attempt.to("Keeping a message", () -> {
            PreparedStatement add = statements.add;
            add.setLong(1, queue);
            add.setLong(2, index.sequenceNumber());
            add.setLong(3, index.enqueuedSequenceNumber());
            add.setLong(4, index.enqueuedAt().toEpochMilli());
            setInstant(add, 5, index.expiresAt());
            add.setInt(6, index.deliveryCount());
            add.setInt(7, index.state().number());
            add.setString(8, index.sessionId());
            add.setInt(9, index.hops());
            add.setBytes(10, content);
            return add.executeUpdate();
        });
    }

    private static void setInstant(PreparedStatement statement, int position, @Nullable Instant instant)
            throws SQLException {
        if (instant == null) {
            statement.setNull(position, Types.INTEGER);
        } else {
            statement.setLong(position, instant.toEpochMilli());
        }
    }

    @Override
    public void update(MessageIndex index) {
        Attempt.to(
                "Keeping a message's state",
                () -> Attempt.execute(
                        statements.update,
                        index.deliveryCount(),
                        index.state().number(),
                        queue,
                        index.sequenceNumber()));
    }

    @Override
    public void replaceContent(long sequenceNumber, byte[] content) {
        Attempt.to(
                "Keeping a message's changed properties",
                () -> Attempt.execute(statements.replaceContent, content, queue, sequenceNumber));
    }

    @Override
    public void remove(long sequenceNumber) {
        Attempt.to("Removing a message", () -> Attempt.execute(statements.remove, queue, sequenceNumber));
    }

    @Override
    public byte[] content(long sequenceNumber) {
        return Attempt.to(
                "Reading a message",
                () -> Attempt.first(statements.content, row -> row.getBytes(1), queue, sequenceNumber)
                        .orElseThrow(() -> new SQLException("It is not there")));
    }

    @Override
    public DuplicateHistory duplicates() {
        return new SqliteDuplicateHistory(queue, statements);
    }

    @Override
    public SessionStates sessionStates() {
        return new SqliteSessionStates(queue, statements);
    }

    @Override
    public long contentBytes() {
        return Attempt.to(
                "Measuring messages",
                () -> Attempt.first(statements.contentBytes, row -> row.getLong(1), queue)
                        .orElse(0L));
    }

    /** Writes the last number given, once for all messages of a turn. */
    void flushSequenceNumber() throws SQLException {
        if (unwrittenSequenceNumber > 0) {
            Attempt.execute(statements.setLastSequenceNumber, unwrittenSequenceNumber, queue);
            unwrittenSequenceNumber = 0;
        }
    }
}
