package dev.palisade.local.arm.state;

import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of the simulated cloud. Every look at it and every change goes through {@link #exclusively}, which returns only
 * when all that the action saw and did is on disk.
 */
public final class Simulation implements AutoCloseable {
    private static final String UPSERT = "INSERT INTO documents (kind, key, document) VALUES (?, ?, ?) "
            + "ON CONFLICT (kind, key) DO UPDATE SET document = excluded.document";
    private static final String DELETE = "DELETE FROM documents WHERE kind = ? AND key = ?";

    private record Change(String kind, String key, @Nullable String document) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final World world = new World();
    private final Operations operations = new Operations();
    private final FaultTable faults = new FaultTable();
    private final SimulatedClock clock;
    private final Journal journal;
    private long auditSequence;

    /**
     * Opens the state, going on where it was left.
     *
     * @param directory null keeps everything in memory
     * @throws SQLException when the database cannot be opened
     */
    public Simulation(@Nullable Path directory, double speed) throws SQLException {
        clock = new SimulatedClock(Instant.now(), speed);
        journal = new Journal(directory);
        journal.submit(this::restore).join();
    }

    public World world() {
        return world;
    }

    public Operations operations() {
        return operations;
    }

    public FaultTable faults() {
        return faults;
    }

    public SimulatedClock clock() {
        return clock;
    }

    /** Runs alone, and returns when it is durable. */
    public <T> T exclusively(Supplier<T> action) {
        CompletableFuture<Boolean> durable;
        T result;
        lock.lock();
        try {
            result = action.get();
            List<Change> changes = takeChanges();
            durable = journal.submit(connection -> write(connection, changes));
        } finally {
            lock.unlock();
        }
        durable.join();
        return result;
    }

    /** Records a request; call it inside {@link #exclusively}. */
    public void audit(AuditEntry entry) {
        AuditEntry numbered = entry.numbered(++auditSequence);
        String document = Documents.write(numbered);
        CompletableFuture<Boolean> unused = journal.submit(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO audit (sequence, document) VALUES (?, ?)")) {
                insert.setLong(1, numbered.sequence());
                insert.setString(2, document);
                return insert.executeUpdate() == 1;
            }
        });
    }

    /** The requests after this sequence number, oldest first. */
    public List<AuditEntry> auditSince(long sequence) {
        return journal.submit(connection -> {
                    List<AuditEntry> entries = new ArrayList<>();
                    try (PreparedStatement select = connection.prepareStatement(
                            "SELECT document FROM audit WHERE sequence > ? ORDER BY sequence")) {
                        select.setLong(1, sequence);
                        ResultSet rows = select.executeQuery();
                        while (rows.next()) {
                            entries.add(Documents.read(rows.getString(1), AuditEntry.class));
                        }
                    }
                    return entries;
                })
                .join();
    }

    private List<Change> takeChanges() {
        List<Change> changes = new ArrayList<>();
        world.takeTouched()
                .forEach(entry -> changes.add(change("resource", entry.id().key(), entry)));
        operations
                .takeTouched()
                .forEach(id ->
                        changes.add(change("operation", id, operations.find(id).orElse(null))));
        faults.takeTouched().forEach(id -> changes.add(change("fault", id, faults.find(id))));
        changes.add(new Change("clock", "now", clock.now().toString()));
        return changes;
    }

    private static Change change(String kind, String key, @Nullable Object value) {
        return new Change(kind, key, value == null ? null : Documents.write(value));
    }

    private static boolean write(Connection connection, List<Change> changes) throws SQLException {
        for (Change change : changes) {
            try (PreparedStatement statement =
                    connection.prepareStatement(change.document() == null ? DELETE : UPSERT)) {
                statement.setString(1, change.kind());
                statement.setString(2, change.key());
                if (change.document() != null) {
                    statement.setString(3, change.document());
                }
                statement.executeUpdate();
            }
        }
        return true;
    }

    private boolean restore(Connection connection) throws SQLException {
        each(connection, "resource", document -> world.restore(Documents.read(document, Entry.class)));
        each(connection, "operation", document -> operations.restore(Documents.read(document, Operation.class)));
        each(connection, "fault", document -> faults.restore(Documents.read(document, Fault.class)));
        each(connection, "clock", document -> clock.restore(Instant.parse(document)));
        try (var statement = connection.createStatement()) {
            auditSequence = statement
                    .executeQuery("SELECT coalesce(max(sequence), 0) FROM audit")
                    .getLong(1);
        }
        return true;
    }

    private static void each(Connection connection, String kind, Consumer<String> consumer) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT document FROM documents WHERE kind = ? ORDER BY rowid")) {
            select.setString(1, kind);
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                consumer.accept(rows.getString(1));
            }
        }
    }

    @Override
    public void close() {
        journal.close();
    }
}
