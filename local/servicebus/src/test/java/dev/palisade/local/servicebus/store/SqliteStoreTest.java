package dev.palisade.local.servicebus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.local.servicebus.entity.BrokeredMessage;
import dev.palisade.local.servicebus.entity.Disposition;
import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.entity.JournalException;
import dev.palisade.local.servicebus.entity.MessageQueue;
import dev.palisade.local.servicebus.entity.Namespace;
import dev.palisade.local.servicebus.message.Messages;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store gives back when it is opened again. */
class SqliteStoreTest {
    @TempDir
    private Path directory;

    @Test
    void whatWasCommittedIsThereAgainWithItsDeliveryCount() {
        try (SqliteStore store = SqliteStore.open(directory)) {
            MessageQueue queue = queue(store);
            queue.enqueue(Messages.of("first"));
            queue.enqueue(Messages.of("second"));
            queue.settle(lock(queue).deliveryToken(), new Disposition.Abandon(Map.of("attempt", 1)));
            store.commit();
        }
        try (SqliteStore store = SqliteStore.open(directory)) {
            MessageQueue queue = queue(store);
            BrokeredMessage first = lock(queue);
            assertThat(Messages.body(first.content())).isEqualTo("first");
            assertThat(first.index().deliveryCount()).isEqualTo(1);
            assertThat(Messages.body(lock(queue).content())).isEqualTo("second");
        }
    }

    @Test
    void whatWasNotCommittedNeverHappened() {
        try (SqliteStore store = SqliteStore.open(directory)) {
            MessageQueue queue = queue(store);
            queue.enqueue(Messages.of("promised"));
            store.commit();
            queue.enqueue(Messages.of("not promised"));
            queue.settle(lock(queue).deliveryToken(), new Disposition.Complete());
        }
        try (SqliteStore store = SqliteStore.open(directory)) {
            MessageQueue queue = queue(store);
            assertThat(queue.size()).isEqualTo(1);
            assertThat(Messages.body(lock(queue).content())).isEqualTo("promised");
        }
    }

    @Test
    void aSequenceNumberIsNeverGivenTwiceAlsoWhenItsMessageIsGone() {
        try (SqliteStore store = SqliteStore.open(directory)) {
            MessageQueue queue = queue(store);
            queue.enqueue(Messages.of("gone"));
            queue.settle(lock(queue).deliveryToken(), new Disposition.Complete());
            store.commit();
        }
        try (SqliteStore store = SqliteStore.open(directory)) {
            MessageQueue queue = queue(store);
            queue.enqueue(Messages.of("next"));
            assertThat(lock(queue).index().sequenceNumber()).isEqualTo(2);
        }
    }

    @Test
    void aDatabaseOfTheFirstReleaseIsTakenOverWithItsMessages() throws SQLException {
        byte[] content = Messages.of("old").encode();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(SqliteStore.FILE_NAME));
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE queue (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE COLLATE NOCASE,
                        last_sequence_number INTEGER NOT NULL DEFAULT 0)""");
            statement.execute("""
                    CREATE TABLE message (queue INTEGER NOT NULL REFERENCES queue, sequence_number INTEGER NOT NULL,
                        enqueued_sequence_number INTEGER NOT NULL, enqueued_at INTEGER NOT NULL, expires_at INTEGER,
                        delivery_count INTEGER NOT NULL, state INTEGER NOT NULL, content BLOB NOT NULL,
                        PRIMARY KEY (queue, sequence_number))""");
            statement.execute("INSERT INTO queue VALUES (1, 'requests', 7)");
            statement.execute("INSERT INTO message VALUES (1, 7, 7, 1000, NULL, 2, 0, x'%s')"
                    .formatted(HexFormat.of().formatHex(content)));
        }
        for (int opening = 0; opening < 2; opening++) {
            try (SqliteStore store = SqliteStore.open(directory)) {
                BrokeredMessage kept = lock(queue(store));
                assertThat(Messages.body(kept.content())).isEqualTo("old");
                assertThat(kept.index().sequenceNumber()).isEqualTo(7);
                assertThat(kept.index().deliveryCount()).isEqualTo(2);
                store.commit();
            }
        }
    }

    @Test
    void aSecondBrokerOnTheSameDirectoryIsRefused() {
        try (SqliteStore store = SqliteStore.open(directory)) {
            queue(store);
            store.commit();
            assertThatThrownBy(() -> SqliteStore.open(directory))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("another broker");
        }
    }

    private static MessageQueue queue(SqliteStore store) {
        List<EntityDescription> entities = List.of(new EntityDescription.Queue("requests", DeliverySettings.DEFAULT));
        return new Namespace(entities, store, InstantSource.system())
                .queue("requests")
                .orElseThrow();
    }

    private static BrokeredMessage lock(MessageQueue queue) {
        return queue.lockNext().orElseThrow();
    }
}
