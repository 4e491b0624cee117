package dev.palisade.local.servicebus.store;

import dev.palisade.local.servicebus.entity.Journal;
import dev.palisade.local.servicebus.entity.JournalException;
import dev.palisade.local.servicebus.entity.MessageIndex;
import dev.palisade.local.servicebus.entity.MessageState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one queue. */
final class SqliteJournal implements Journal {
    private final long queue;
    private final MessageStatements statements;
    private long unwrittenSequenceNumber;

    SqliteJournal(long queue, MessageStatements statements) {
        this.queue = queue;
        this.statements = statements;
    }

    @Override
    public List<MessageIndex> load() {
        return attempt("Loading messages", () -> {
            statements.load.setLong(1, queue);
            List<MessageIndex> loaded = new ArrayList<>();
            try (ResultSet row = statements.load.executeQuery()) {
                while (row.next()) {
                    loaded.add(index(row));
                }
            }
            return loaded;
        });
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
                MessageState.of(row.getInt("state")));
    }

    @Override
    public long lastSequenceNumber() {
        return attempt("Reading the last sequence number", () -> {
            statements.lastSequenceNumber.setLong(1, queue);
            try (ResultSet row = statements.lastSequenceNumber.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    @Override
    public void add(MessageIndex index, byte[] content) {
        attempt("Keeping a message", () -> {
            PreparedStatement add = statements.add;
            add.setLong(1, queue);
            add.setLong(2, index.sequenceNumber());
            add.setLong(3, index.enqueuedSequenceNumber());
            add.setLong(4, index.enqueuedAt().toEpochMilli());
            setInstant(add, 5, index.expiresAt());
            add.setInt(6, index.deliveryCount());
            add.setInt(7, index.state().number());
            add.setBytes(8, content);
            return add.executeUpdate();
        });
        unwrittenSequenceNumber = index.sequenceNumber();
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
        attempt("Keeping a message's state", () -> {
            statements.update.setInt(1, index.deliveryCount());
            statements.update.setInt(2, index.state().number());
            statements.update.setLong(3, queue);
            statements.update.setLong(4, index.sequenceNumber());
            return statements.update.executeUpdate();
        });
    }

    @Override
    public void replaceContent(long sequenceNumber, byte[] content) {
        attempt("Keeping a message's changed properties", () -> {
            statements.replaceContent.setBytes(1, content);
            statements.replaceContent.setLong(2, queue);
            statements.replaceContent.setLong(3, sequenceNumber);
            return statements.replaceContent.executeUpdate();
        });
    }

    @Override
    public void remove(long sequenceNumber) {
        attempt("Removing a message", () -> {
            statements.remove.setLong(1, queue);
            statements.remove.setLong(2, sequenceNumber);
            return statements.remove.executeUpdate();
        });
    }

    @Override
    public byte[] content(long sequenceNumber) {
        return attempt("Reading a message", () -> {
            statements.content.setLong(1, queue);
            statements.content.setLong(2, sequenceNumber);
            try (ResultSet row = statements.content.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        });
    }

    @Override
    public long contentBytes() {
        return attempt("Measuring messages", () -> {
            statements.contentBytes.setLong(1, queue);
            try (ResultSet row = statements.contentBytes.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** Writes the last number given, once for all messages of a turn. */
    void flushSequenceNumber() throws SQLException {
        if (unwrittenSequenceNumber > 0) {
            statements.setLastSequenceNumber.setLong(1, unwrittenSequenceNumber);
            statements.setLastSequenceNumber.setLong(2, queue);
            statements.setLastSequenceNumber.executeUpdate();
            unwrittenSequenceNumber = 0;
        }
    }

    private interface Work<T> {
        T perform() throws SQLException;
    }

    private static <T> T attempt(String doing, Work<T> work) {
        try {
            return work.perform();
        } catch (SQLException failed) {
            throw new JournalException(doing + " in the message store failed: " + failed.getMessage(), failed);
        }
    }
}
