package dev.palisade.local.servicebus.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of the message store, and the way to them from those of the first release. */
final class Schema {
    private static final int VERSION = 1;

    private static final String MESSAGE =
            // Content comes last: SQLite then reads an index row without walking the pages of a large body.
            """
            CREATE TABLE message (
                queue INTEGER NOT NULL REFERENCES queue,
                sequence_number INTEGER NOT NULL,
                enqueued_sequence_number INTEGER NOT NULL,
                enqueued_at INTEGER NOT NULL,
                expires_at INTEGER,
                delivery_count INTEGER NOT NULL,
                state INTEGER NOT NULL,
                session_id TEXT,
                hops INTEGER NOT NULL,
                content BLOB NOT NULL,
                PRIMARY KEY (queue, sequence_number))""";

    private static final List<String> OTHER_TABLES =
            List.of("""
            CREATE TABLE IF NOT EXISTS queue (
                id INTEGER PRIMARY KEY,
                path TEXT NOT NULL UNIQUE COLLATE NOCASE,
                last_sequence_number INTEGER NOT NULL DEFAULT 0)""", """
            CREATE TABLE IF NOT EXISTS seen (
                queue INTEGER NOT NULL REFERENCES queue,
                message_id TEXT NOT NULL,
                seen_at INTEGER NOT NULL,
                sequence_number INTEGER NOT NULL,
                PRIMARY KEY (queue, message_id)) WITHOUT ROWID""", "CREATE INDEX IF NOT EXISTS seen_in_order ON seen (queue, seen_at)", """
            CREATE TABLE IF NOT EXISTS session_state (
                queue INTEGER NOT NULL REFERENCES queue,
                session_id TEXT NOT NULL,
                kept_at INTEGER NOT NULL,
                state BLOB NOT NULL,
                PRIMARY KEY (queue, session_id))""", """
            CREATE TABLE IF NOT EXISTS entity (
                name TEXT PRIMARY KEY COLLATE NOCASE,
                description TEXT NOT NULL)""");

    private static final List<String> FROM_FIRST_RELEASE = List.of(
            "ALTER TABLE message RENAME TO message_of_first_release",
            MESSAGE,
            """
            INSERT INTO message
            SELECT queue, sequence_number, enqueued_sequence_number, enqueued_at, expires_at, delivery_count, state,
                NULL, 0, content
            FROM message_of_first_release""",
            "DROP TABLE message_of_first_release");

    private Schema() {}

    /** Makes or changes the tables in one transaction, which it commits. */
    static void bringUpToDate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : OTHER_TABLES) {
                statement.execute(table);
            }
            if (number(statement, "PRAGMA user_version") < VERSION) {
                boolean older = number(statement, "SELECT count(*) FROM sqlite_master WHERE name = 'message'") > 0;
                for (String change : older ? FROM_FIRST_RELEASE : List.of(MESSAGE)) {
                    statement.execute(change);
                }
                statement.execute("PRAGMA user_version = " + VERSION);
            }
        }
        connection.commit();
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }
}
