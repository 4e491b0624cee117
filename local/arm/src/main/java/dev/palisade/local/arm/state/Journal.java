package dev.palisade.local.arm.state;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The durable record, a SQLite database with {@code synchronous=FULL}. Work is committed in the order in which it is handed
 * in, many requests to a commit: what is in flight together shares one disk flush. A future completes after its commit.
 */
final class Journal implements AutoCloseable {
    /** Something to do on the connection, inside a transaction. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private record Task<T>(Work<T> work, CompletableFuture<T> done) {
        Runnable run(Connection connection) throws SQLException {
            T result = work.on(connection);
            return () -> done.complete(result);
        }
    }

    private static final Task<Boolean> END = new Task<>(connection -> true, new CompletableFuture<>());

    private final BlockingQueue<Task<?>> queue = new LinkedBlockingQueue<>();
    private final Connection connection;
    private final Thread writer;
    private @Nullable SQLException broken;

    /**
     * Opens or makes the database.
     *
     * @param directory null keeps everything in memory
     * @throws SQLException when it cannot be opened, such as when another simulator has it
     */
    Journal(@Nullable Path directory) throws SQLException {
        connection = DriverManager.getConnection(
                "jdbc:sqlite:" + (directory == null ? ":memory:" : directory.resolve("arm.db")));
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA locking_mode=EXCLUSIVE");
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("CREATE TABLE IF NOT EXISTS documents ("
                    + "kind TEXT, key TEXT, document TEXT, PRIMARY KEY (kind, key))");
            statement.execute("CREATE TABLE IF NOT EXISTS audit (sequence INTEGER PRIMARY KEY, document TEXT)");
        }
        connection.setAutoCommit(false);
        writer = new Thread(this::commitUntilClosed, "arm-journal");
        writer.setDaemon(true);
        writer.start();
    }

    <T> CompletableFuture<T> submit(Work<T> work) {
        Task<T> task = new Task<>(work, new CompletableFuture<>());
        queue.add(task);
        return task.done();
    }

    private void commitUntilClosed() {
        List<Task<?>> batch = new ArrayList<>();
        while (!batch.contains(END)) {
            batch.clear();
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            queue.drainTo(batch);
            commit(batch);
        }
    }

    private void commit(List<Task<?>> batch) {
        try {
            if (broken != null) {
                throw broken;
            }
            List<Runnable> answers = new ArrayList<>();
            for (Task<?> task : batch) {
                answers.add(task.run(connection));
            }
            connection.commit();
            answers.forEach(Runnable::run);
        } catch (SQLException e) {
            // Memory is now ahead of the disk: neither these requests nor any later one may be told that it was
            // accepted.
            broken = e;
            batch.forEach(task -> task.done().completeExceptionally(e));
        }
    }

    @Override
    public void close() {
        queue.add(END);
        try {
            writer.join();
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException("Closing the simulator's database", e);
        }
    }
}
