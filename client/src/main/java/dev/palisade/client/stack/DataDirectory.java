package dev.palisade.client.stack;

import dev.palisade.client.failure.CommandFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a local stack keeps between its runs, and the lock that only one stack at a time has on it. */
public final class DataDirectory implements AutoCloseable {
    private static final int SEALING_KEY_BYTES = 32;

    private final Path path;
    private final boolean temporary;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path path, boolean temporary, FileChannel channel, FileLock lock) {
        this.path = path;
        this.temporary = temporary;
        this.channel = channel;
        this.lock = lock;
    }

    /** Made if missing. @throws CommandFailure if another stack has it */
    public static DataDirectory open(Path path) throws IOException {
        return open(path, false);
    }

    /** Deleted on {@link #close()}. */
    public static DataDirectory temporary() throws IOException {
        return open(Files.createTempDirectory("palisade-demo-"), true);
    }

    /** The same as {@link #temporary()}, but it stays. */
    public static DataDirectory kept() throws IOException {
        return open(Files.createTempDirectory("palisade-demo-"), false);
    }

    private static DataDirectory open(Path path, boolean temporary) throws IOException {
        Files.createDirectories(path.resolve("logs"));
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            throw CommandFailure.unavailable("A local stack is running on " + path
                    + " already: use it, stop it with Ctrl-C in its terminal, or start another with --data DIR.");
        }
        return new DataDirectory(path, temporary, channel, lock);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    public Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    Path log(String name) {
        return path.resolve("logs").resolve(name + ".log");
    }

    /** Only its owner can read it. Made once: operation URLs sealed with it must be opened after a restart. */
    Path sealingKey() throws IOException {
        Path file = path.resolve("sealing.key");
        if (!Files.exists(file)) {
            byte[] key = new byte[SEALING_KEY_BYTES];
            new SecureRandom().nextBytes(key);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getEncoder().encodeToString(key));
        }
        return file;
    }

    /** Gives up the lock, and deletes what is temporary. */
    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
        if (temporary) {
            List<Path> files;
            try (var walk = Files.walk(path)) {
                files = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }
}
