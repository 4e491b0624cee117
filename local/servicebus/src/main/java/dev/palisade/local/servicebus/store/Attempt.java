package dev.palisade.local.servicebus.store;

import dev.palisade.local.servicebus.entity.JournalException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Work on the database, whose failure ends the broker. */
final class Attempt {
    private Attempt() {}

    interface Work<T> {
        T perform() throws SQLException;
    }

    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    static <T> T to(String doing, Work<T> work) {
        try {
            return work.perform();
        } catch (SQLException failed) {
            throw new JournalException(doing + " in the message store failed: " + failed.getMessage(), failed);
        }
    }

    /** Executes a statement with these values in their order: numbers, texts, instants and bytes. */
    static int execute(PreparedStatement statement, Object... values) throws SQLException {
        bind(statement, values);
        return statement.executeUpdate();
    }

    static <T> List<T> all(PreparedStatement statement, RowReader<T> reader, Object... values) throws SQLException {
        bind(statement, values);
        List<T> read = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                read.add(reader.read(row));
            }
        }
        return read;
    }

    static <T> Optional<T> first(PreparedStatement statement, RowReader<T> reader, Object... values)
            throws SQLException {
        return all(statement, reader, values).stream().findFirst();
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i] instanceof Instant instant ? instant.toEpochMilli() : values[i];
            statement.setObject(i + 1, value);
        }
    }
}
