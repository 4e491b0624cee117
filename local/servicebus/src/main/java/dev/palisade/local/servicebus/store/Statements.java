package dev.palisade.local.servicebus.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The prepared statements that all entities of one connection share. */
final class Statements implements AutoCloseable {
    private final Connection connection;
    private final List<PreparedStatement> all = new ArrayList<>();

    final PreparedStatement load;
    final PreparedStatement lastSequenceNumber;
    final PreparedStatement setLastSequenceNumber;
    final PreparedStatement add;
    final PreparedStatement update;
    final PreparedStatement replaceContent;
    final PreparedStatement remove;
    final PreparedStatement content;
    final PreparedStatement contentBytes;

    final PreparedStatement findSeen;
    final PreparedStatement keepSeen;
    final PreparedStatement forgetSeen;

    final PreparedStatement sessionState;
    final PreparedStatement keepSessionState;
    final PreparedStatement removeSessionState;
    final PreparedStatement sessionsKeptAfter;

    Statements(Connection connection) throws SQLException {
        this.connection = connection;
        load = prepare("""
                SELECT sequence_number, enqueued_sequence_number, enqueued_at, expires_at, delivery_count, state,
                    session_id, hops
                FROM message WHERE queue = ? ORDER BY sequence_number""");
        lastSequenceNumber = prepare("SELECT last_sequence_number FROM queue WHERE id = ?");
        setLastSequenceNumber = prepare("UPDATE queue SET last_sequence_number = ? WHERE id = ?");
        add = prepare("INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        update = prepare("UPDATE message SET delivery_count = ?, state = ? WHERE queue = ? AND sequence_number = ?");
        replaceContent = prepare("UPDATE message SET content = ? WHERE queue = ? AND sequence_number = ?");
        remove = prepare("DELETE FROM message WHERE queue = ? AND sequence_number = ?");
        contentBytes = prepare("SELECT COALESCE(SUM(LENGTH(content)), 0) FROM message WHERE queue = ?");
        content = prepare("SELECT content FROM message WHERE queue = ? AND sequence_number = ?");
        findSeen = prepare("SELECT sequence_number FROM seen WHERE queue = ? AND message_id = ? AND seen_at > ?");
        keepSeen = prepare("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?)");
        forgetSeen = prepare("DELETE FROM seen WHERE queue = ? AND seen_at <= ?");
        sessionState = prepare("SELECT state FROM session_state WHERE queue = ? AND session_id = ?");
        keepSessionState = prepare("INSERT OR REPLACE INTO session_state VALUES (?, ?, ?, ?)");
        removeSessionState = prepare("DELETE FROM session_state WHERE queue = ? AND session_id = ?");
        sessionsKeptAfter =
                prepare("SELECT session_id FROM session_state WHERE queue = ? AND kept_at > ? ORDER BY session_id");
    }

    /** The number that stands for a queue's path; it is given when the path is first seen. */
    long queueId(String path) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT OR IGNORE INTO queue (path) VALUES (?)");
                PreparedStatement select = connection.prepareStatement("SELECT id FROM queue WHERE path = ?")) {
            insert.setString(1, path);
            insert.executeUpdate();
            select.setString(1, path);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Removes a queue, if it was ever seen, with all that was kept for it. */
    void forgetQueue(String path) throws SQLException {
        for (String table : List.of("message", "seen", "session_state")) {
            forget("DELETE FROM " + table + " WHERE queue = (SELECT id FROM queue WHERE path = ?)", path);
        }
        forget("DELETE FROM queue WHERE path = ?", path);
    }

    private void forget(String sql, String path) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            Attempt.execute(delete, path);
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(sql);
        all.add(prepared);
        return prepared;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : all) {
            statement.close();
        }
    }
}
