package dev.palisade.local.servicebus.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.entity.EntityDescription.Subscription;
import dev.palisade.local.servicebus.message.Messages;
import dev.palisade.local.servicebus.store.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages whose id was seen before. */
class DuplicateDetectionTest {
    private static final Duration WINDOW = Duration.ofSeconds(20);
    private static final Duration A_MOMENT = Duration.ofMillis(1);
    private static final List<EntityDescription> ENTITIES = List.of(
            new EntityDescription.Queue("requests", DeliverySettings.DEFAULT).withDuplicateDetection(WINDOW),
            new EntityDescription.Queue("careless", DeliverySettings.DEFAULT),
            new EntityDescription.Topic(
                            "outcomes", Optional.empty(), List.of(new Subscription("all", DeliverySettings.DEFAULT)))
                    .withDuplicateDetection(WINDOW));

    @TempDir
    private Path directory;

    private final HandDrivenClock clock = new HandDrivenClock();

    @Test
    void aRepeatedIdIsDroppedUntilTheWindowHasPassed() {
        try (SqliteStore store = SqliteStore.inMemory()) {
            MessageQueue queue = queue(store, "requests");
            long first = queue.enqueue(Messages.named("id-1"));
            clock.advance(WINDOW.minus(A_MOMENT));

            assertThat(queue.enqueue(Messages.named("id-1"))).isEqualTo(first);
            queue.enqueue(Messages.named("id-2"));
            assertThat(queue.size()).isEqualTo(2);

            clock.advance(A_MOMENT);
            assertThat(queue.enqueue(Messages.named("id-1"))).isNotEqualTo(first);
            assertThat(queue.size()).isEqualTo(3);
        }
    }

    @Test
    void anIdIsRememberedAfterItsMessageIsGoneAndAfterARestart() {
        try (SqliteStore store = SqliteStore.open(directory)) {
            MessageQueue queue = queue(store, "requests");
            queue.enqueue(Messages.named("id-1"));
            assertThat(queue.takeNext()).isPresent();
            store.commit();
        }
        try (SqliteStore store = SqliteStore.open(directory)) {
            MessageQueue queue = queue(store, "requests");
            queue.enqueue(Messages.named("id-1"));
            assertThat(queue.size()).isZero();

            clock.advance(WINDOW);
            queue.enqueue(Messages.named("id-1"));
            assertThat(queue.size()).isEqualTo(1);
        }
    }

    @Test
    void aScheduledMessageIsSeenWhenItIsSentAndNotAgainWhenItIsDue() {
        try (SqliteStore store = SqliteStore.inMemory()) {
            MessageQueue queue = queue(store, "requests");
            long number = queue.enqueue(
                    Messages.scheduled(Messages.named("id-1"), clock.instant().plusSeconds(10)));

            assertThat(queue.enqueue(Messages.named("id-1"))).isEqualTo(number);
            clock.advance(Duration.ofSeconds(10));
            assertThat(queue.takeNext()).isPresent();
            assertThat(queue.size()).isZero();
        }
    }

    @Test
    void aTopicDropsARepeatedIdBeforeItCopies() {
        try (SqliteStore store = SqliteStore.inMemory()) {
            Namespace namespace = new Namespace(ENTITIES, store, clock);
            Destination topic = namespace.destination("outcomes").orElseThrow();
            topic.enqueue(Messages.named("id-1"));
            topic.enqueue(Messages.named("id-1"));

            assertThat(namespace
                            .queue("outcomes/subscriptions/all")
                            .orElseThrow()
                            .size())
                    .isEqualTo(1);
        }
    }

    @Test
    void withoutAWindowNothingIsADuplicate() {
        try (SqliteStore store = SqliteStore.inMemory()) {
            MessageQueue queue = queue(store, "careless");
            queue.enqueue(Messages.named("id-1"));
            queue.enqueue(Messages.named("id-1"));

            assertThat(queue.size()).isEqualTo(2);
        }
    }

    @Test
    void theHistoryDoesNotOutgrowItsWindow() {
        try (SqliteStore store = SqliteStore.inMemory()) {
            MessageQueue queue = queue(store, "requests");
            for (int i = 0; i < 100; i++) {
                queue.enqueue(Messages.named("id-" + i));
                clock.advance(Duration.ofSeconds(1));
            }
            DuplicateHistory history = store.open("requests").duplicates();
            long kept = IntStream.range(0, 100)
                    .filter(i -> history.find("id-" + i, Instant.EPOCH).isPresent())
                    .count();

            assertThat(kept).isBetween(20L, 40L);
        }
    }

    private MessageQueue queue(SqliteStore store, String name) {
        return new Namespace(ENTITIES, store, clock).queue(name).orElseThrow();
    }
}
