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
import java.util.Map;
import java.util.TreeMap;

/**
 * All journals of a broker in one database. What is between two calls of {@link #commit} survives a crash whole or not
 * at all. One thread at a time.
 */
public final class SqliteStore implements Journals, AutoCloseable {
    /** The database's name in the data directory. */
    public static final String FILE_NAME = "servicebus.db";

    private final Connection connection;
    private final Statements statements;
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
        }
        connection.setAutoCommit(false);
        Schema.bringUpToDate(connection);
        this.statements = new Statements(connection);
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
