package dev.palisade.local.servicebus.store;

import dev.palisade.local.servicebus.entity.Catalogue;
import dev.palisade.local.servicebus.entity.Journal;
import dev.palisade.local.servicebus.entity.JournalException;
import dev.palisade.local.servicebus.entity.Journals;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All journals of a broker in one database. What is between two calls of {@link #commit} survives a crash whole or not
 * at all. One thread at a time.
 */
public final class SqliteStore implements Journals, AutoCloseable {
    /** The database's name in the data directory. */
    public static final String FILE_NAME = "servicebus.db";

    private static final List<String> SCHEMA = List.of(
            """
            CREATE TABLE IF NOT EXISTS queue (
                id INTEGER PRIMARY KEY,
                path TEXT NOT NULL UNIQUE COLLATE NOCASE,
                last_sequence_number INTEGER NOT NULL DEFAULT 0)""",
            // Content comes last: SQLite then reads an index row without walking the pages of a large body.
            """
            CREATE TABLE IF NOT EXISTS message (
                queue INTEGER NOT NULL REFERENCES queue,
                sequence_number INTEGER NOT NULL,
                enqueued_sequence_number INTEGER NOT NULL,
                enqueued_at INTEGER NOT NULL,
                expires_at INTEGER,
                delivery_count INTEGER NOT NULL,
                state INTEGER NOT NULL,
                content BLOB NOT NULL,
                PRIMARY KEY (queue, sequence_number))""",
            """
            CREATE TABLE IF NOT EXISTS entity (
                name TEXT PRIMARY KEY COLLATE NOCASE,
                description TEXT NOT NULL)""");

    private final Connection connection;
    private final MessageStatements statements;
    private final Map<String, SqliteJournal> journals = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private SqliteStore(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            // Long enough for a predecessor that is just ending.
            statement.execute("PRAGMA busy_timeout = 1000");
            // Exclusive: a second broker on the same directory would hand out the same messages.
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            for (String table : SCHEMA) {
                statement.execute(table);
            }
        }
        connection.setAutoCommit(false);
        this.statements = new MessageStatements(connection);
    }

    /** Opens or makes the database in a directory that exists. */
    public static SqliteStore open(Path directory) {
        return connect("jdbc:sqlite:" + directory.resolve(FILE_NAME), "in " + directory);
    }

    /** A store that is gone with its process. */
    public static SqliteStore inMemory() {
        return connect("jdbc:sqlite::memory:", "in memory");
    }

    private static SqliteStore connect(String url, String where) {
        try {
            return new SqliteStore(DriverManager.getConnection(url));
        } catch (SQLException refused) {
            throw new JournalException(
                    "Opening the message store " + where + " failed: " + refused.getMessage()
                            + ". Is another broker using it? Stop that one, or name another directory.",
                    refused);
        }
    }

    @Override
    public Journal open(String queuePath) {
        try {
            SqliteJournal journal = new SqliteJournal(statements.queueId(queuePath), statements);
            journals.put(queuePath, journal);
            return journal;
        } catch (SQLException failed) {
            throw new JournalException("Opening the journal of " + queuePath + " failed", failed);
        }
    }

    @Override
    public void drop(String queuePath) {
        try {
            statements.forgetQueue(queuePath);
            journals.remove(queuePath);
        } catch (SQLException failed) {
            throw new JournalException("Dropping the messages of " + queuePath + " failed", failed);
        }
    }

    @Override
    public Catalogue catalogue() {
        return new SqliteCatalogue(connection);
    }

    /** Makes everything since the last commit durable. */
    public void commit() {
        try {
            for (SqliteJournal journal : journals.values()) {
                journal.flushSequenceNumber();
            }
            connection.commit();
        } catch (SQLException failed) {
            throw new JournalException("Writing messages to disk failed", failed);
        }
    }

    /** Closes without committing: what was not committed was not promised to anybody. */
    @Override
    public void close() {
        try {
            connection.rollback();
            statements.close();
            connection.close();
        } catch (SQLException failed) {
            throw new JournalException("Closing the message store failed", failed);
        }
    }
}
