package dev.palisade.local.servicebus.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.entity.EntityDescription.Subscription;
import dev.palisade.local.servicebus.message.AnnotatedMessage;
import dev.palisade.local.servicebus.message.Messages;
import dev.palisade.local.servicebus.store.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that are to be enqueued later. */
class ScheduleTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration A_MOMENT = Duration.ofMillis(1);
    private static final List<EntityDescription> ENTITIES = List.of(
            new EntityDescription.Queue("requests", new DeliverySettings(HOUR, 10, Optional.of(HOUR), true)),
            new EntityDescription.Topic(
                    "outcomes", Optional.empty(), List.of(new Subscription("all", DeliverySettings.DEFAULT))));

    @TempDir
    private Path directory;

    private final HandDrivenClock clock = new HandDrivenClock();

    @Test
    void aScheduledMessageIsShownAsSuchAndEnqueuedWhenItIsDueUnderANewNumber() {
        try (SqliteStore store = SqliteStore.inMemory()) {
            MessageQueue queue = queue(new Namespace(ENTITIES, store, clock));
            Instant due = clock.instant().plus(HOUR);
            long number = queue.enqueue(scheduled("later", due));
            queue.enqueue(Messages.of("now"));

            assertThat(queue.peek(0, 10, Optional.empty()))
                    .extracting(shown -> shown.index().state())
                    .containsExactly(MessageState.SCHEDULED, MessageState.ACTIVE);
            assertThat(body(queue.takeNext())).isEqualTo("now");
            assertThat(queue.lockNext()).isEmpty();
            assertThat(queue.nextDeadline()).contains(due);

            clock.advance(HOUR);
            BrokeredMessage enqueued = queue.lockNext().orElseThrow();
            assertThat(Messages.body(enqueued.content())).isEqualTo("later");
            assertThat(enqueued.index().sequenceNumber()).isEqualTo(3).isNotEqualTo(number);
            assertThat(enqueued.index().enqueuedAt()).isEqualTo(due);
        }
    }

    @Test
    void timeToLiveBeginsWhenAScheduledMessageIsEnqueued() {
        try (SqliteStore store = SqliteStore.inMemory()) {
            Namespace namespace = new Namespace(ENTITIES, store, clock);
            MessageQueue queue = queue(namespace);
            queue.enqueue(scheduled("later", clock.instant().plus(HOUR.multipliedBy(2))));

            clock.advance(HOUR.multipliedBy(2));
            queue.expireDue();
            clock.advance(HOUR.minus(A_MOMENT));
            assertThat(queue.hasAvailable()).isTrue();

            clock.advance(A_MOMENT);
            assertThat(queue.hasAvailable()).isFalse();
            assertThat(namespace
                            .queue("requests/$DeadLetterQueue")
                            .orElseThrow()
                            .size())
                    .isEqualTo(1);
        }
    }

    @Test
    void aMomentThatHasPassedSchedulesNothing() {
        try (SqliteStore store = SqliteStore.inMemory()) {
            MessageQueue queue = queue(new Namespace(ENTITIES, store, clock));
            queue.enqueue(scheduled("late", clock.instant()));

            assertThat(body(queue.lockNext())).isEqualTo("late");
        }
    }

    @Test
    void onlyWhatIsStillScheduledCanBeCancelled() {
        try (SqliteStore store = SqliteStore.inMemory()) {
            MessageQueue queue = queue(new Namespace(ENTITIES, store, clock));
            long cancelled = queue.enqueue(scheduled("never", clock.instant().plus(HOUR)));
            long due = queue.enqueue(scheduled("soon", clock.instant().plus(A_MOMENT)));
            long active = queue.enqueue(Messages.of("now"));
            clock.advance(A_MOMENT);

            assertThat(queue.cancelScheduled(cancelled)).isTrue();
            assertThat(queue.cancelScheduled(cancelled)).isFalse();
            assertThat(queue.cancelScheduled(due)).isFalse();
            assertThat(queue.cancelScheduled(active)).isFalse();
            clock.advance(HOUR);
            assertThat(queue.size()).isEqualTo(2);
        }
    }

    @Test
    void aTopicHoldsWhatIsScheduledAndCopiesItWhenItIsDueAlsoAfterARestart() {
        Instant due = clock.instant().plus(HOUR);
        try (SqliteStore store = SqliteStore.open(directory)) {
            Namespace namespace = new Namespace(ENTITIES, store, clock);
            Topic topic = namespace.topic("outcomes").orElseThrow();
            topic.enqueue(scheduled("later", due));
            long cancelled = topic.enqueue(scheduled("never", due));
            assertThat(topic.cancelScheduled(cancelled)).isTrue();
            queue(namespace).enqueue(scheduled("in the queue", due));
            store.commit();
        }
        try (SqliteStore store = SqliteStore.open(directory)) {
            Namespace namespace = new Namespace(ENTITIES, store, clock);
            MessageQueue subscription =
                    namespace.queue("outcomes/subscriptions/all").orElseThrow();
            assertThat(namespace.nextDeadline()).contains(due);
            clock.advance(HOUR.minus(A_MOMENT));
            namespace.expireDue();
            assertThat(subscription.size()).isZero();

            clock.advance(A_MOMENT);
            namespace.expireDue();
            assertThat(body(subscription.takeNext())).isEqualTo("later");
            assertThat(subscription.size()).isZero();
            assertThat(body(queue(namespace).takeNext())).isEqualTo("in the queue");
        }
    }

    private static MessageQueue queue(Namespace namespace) {
        return namespace.queue("requests").orElseThrow();
    }

    private static AnnotatedMessage scheduled(String body, Instant at) {
        return Messages.scheduled(Messages.of(body), at);
    }

    private static String body(Optional<BrokeredMessage> message) {
        return Messages.body(message.orElseThrow().content());
    }
}
