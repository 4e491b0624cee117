package dev.palisade.local.servicebus.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.entity.EntityDescription.Subscription;
import dev.palisade.local.servicebus.filter.CorrelationFilter;
import dev.palisade.local.servicebus.filter.Rule;
import dev.palisade.local.servicebus.filter.RuleFilter;
import dev.palisade.local.servicebus.filter.SqlAction;
import dev.palisade.local.servicebus.filter.SqlFilter;
import dev.palisade.local.servicebus.filter.SystemProperty;
import dev.palisade.local.servicebus.message.Messages;
import dev.palisade.local.servicebus.store.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entities that come, change and go while the broker runs. */
class NamespaceTest {
    private static final EntityDescription.Queue QUEUE =
            new EntityDescription.Queue("requests", DeliverySettings.DEFAULT);
    private static final EntityDescription.Topic TOPIC = new EntityDescription.Topic(
            "outcomes", Optional.empty(), List.of(new Subscription("all", DeliverySettings.DEFAULT)));

    @TempDir
    private Path directory;

    private final HandDrivenClock clock = new HandDrivenClock();

    @Test
    void whatWasMadeWhileItRanIsThereAgainWithItsMessages() {
        EntityDescription.Queue queue = new EntityDescription.Queue(
                        "made",
                        DeliverySettings.DEFAULT
                                .withSessions()
                                .withForwardDeadLetteredMessagesTo("requests")
                                .withDefaultTimeToLive(Optional.of(Duration.ofDays(2))))
                .withDuplicateDetection(Duration.ofSeconds(20));
        EntityDescription.Topic topic = TOPIC.withDuplicateDetection(Duration.ofMinutes(1));
        try (SqliteStore store = SqliteStore.open(directory)) {
            Namespace namespace = new Namespace(List.of(QUEUE), store, clock);
            namespace.put(queue);
            namespace.put(topic);
            namespace.destination("outcomes").orElseThrow().enqueue(Messages.of("kept"));
            store.commit();
        }
        try (SqliteStore store = SqliteStore.open(directory)) {
            Namespace namespace = new Namespace(List.of(QUEUE), store, clock);

            assertThat(namespace.descriptions()).containsExactly(queue, topic, QUEUE);
            assertThat(namespace
                            .queue("outcomes/Subscriptions/all")
                            .orElseThrow()
                            .size())
                    .isEqualTo(1);
        }
    }

    @Test
    void rulesOfEachKindAreThereAgainUnlessTheOwnerNamesOthers() throws Exception {
        List<Rule> made = List.of(
                new Rule(
                        "sql",
                        new SqlFilter("color = @c", Map.of("@c", "red", "@n", 5L, "@f", 2.5, "@t", clock.instant())),
                        Optional.of(new SqlAction("SET a = @a", Map.of("@a", Duration.ofSeconds(90))))),
                new Rule(
                        "correlation",
                        new CorrelationFilter(Map.of(SystemProperty.TO, "x"), Map.of("n", 5, "b", true)),
                        Optional.empty()),
                new Rule("none", new RuleFilter.None(), Optional.empty()));
        EntityDescription.Topic topic =
                TOPIC.withSubscription(new Subscription("odd", DeliverySettings.DEFAULT, made, false));
        Subscription changed = new Subscription("all", DeliverySettings.DEFAULT).withRules(made);
        try (SqliteStore store = SqliteStore.open(directory)) {
            Namespace namespace = new Namespace(List.of(TOPIC), store, clock);
            namespace.put(topic.withSubscription(changed));
            store.commit();
        }
        Subscription named = new Subscription("all", DeliverySettings.DEFAULT).withRules(List.of());
        try (SqliteStore store = SqliteStore.open(directory)) {
            assertThat(new Namespace(List.of(TOPIC), store, clock).describe("outcomes"))
                    .contains(topic.withSubscription(changed));
            assertThat(new Namespace(List.of(TOPIC.withSubscription(named)), store, clock)
                            .describe(SubscriptionPath.parse("outcomes/subscriptions/ALL")
                                    .orElseThrow()))
                    .contains(named);
        }
    }

    @Test
    void theOwnersWordWinsForWhatItNamesAndLeavesTheOtherSubscriptions() {
        Subscription made = new Subscription("made", DeliverySettings.DEFAULT);
        try (SqliteStore store = SqliteStore.open(directory)) {
            Namespace namespace = new Namespace(List.of(QUEUE, TOPIC), store, clock);
            namespace.put(new EntityDescription.Queue("requests", DeliverySettings.DEFAULT.withForwardTo("outcomes")));
            namespace.put(
                    TOPIC.withSubscription(new Subscription("ALL", DeliverySettings.DEFAULT.withForwardTo("requests")))
                            .withSubscription(made));
            store.commit();
        }
        try (SqliteStore store = SqliteStore.open(directory)) {
            Namespace namespace = new Namespace(List.of(QUEUE, TOPIC), store, clock);

            assertThat(namespace.describe("Requests")).contains(QUEUE);
            assertThat(namespace.describe("Outcomes")).contains(TOPIC.withSubscription(made));
        }
    }

    @Test
    void whatIsRemovedGoesWithItsMessagesAndMayBeMadeAnew() {
        try (SqliteStore store = SqliteStore.open(directory)) {
            Namespace namespace = new Namespace(List.of(), store, clock);
            namespace.put(QUEUE);
            MessageQueue queue = namespace.queue("requests").orElseThrow();
            queue.enqueue(Messages.of("gone"));
            store.commit();

            assertThat(namespace.remove("REQUESTS")).isTrue();
            assertThat(namespace.remove("requests")).isFalse();
            assertThat(namespace.exists("requests/$deadletterqueue")).isFalse();
            assertThat(queue.condition()).isEqualTo(MessageSource.Condition.REMOVED);
            store.commit();
        }
        try (SqliteStore store = SqliteStore.open(directory)) {
            Namespace namespace = new Namespace(List.of(), store, clock);
            assertThat(namespace.descriptions()).isEmpty();
            namespace.put(QUEUE);
            MessageQueue queue = namespace.queue("requests").orElseThrow();
            assertThat(queue.size()).isZero();
            queue.enqueue(Messages.of("new"));
            assertThat(queue.lockNext().orElseThrow().index().sequenceNumber()).isEqualTo(1);
        }
    }

    @Test
    void aChangedQueueKeepsItsMessagesAndTheirLocks() {
        try (SqliteStore store = SqliteStore.inMemory()) {
            Namespace namespace = new Namespace(List.of(QUEUE), store, clock);
            MessageQueue queue = namespace.queue("requests").orElseThrow();
            queue.enqueue(Messages.of("first"));
            queue.enqueue(Messages.of("second"));
            UUID held = queue.lockNext().orElseThrow().deliveryToken();

            namespace.put(new EntityDescription.Queue(
                    "requests", new DeliverySettings(Duration.ofMinutes(5), 10, Optional.empty(), false)));

            assertThat(queue.settle(held, new Disposition.Complete())).isEqualTo(Settlement.DONE);
            UUID second = queue.lockNext().orElseThrow().deliveryToken();
            clock.advance(Duration.ofMinutes(4));
            assertThat(queue.settle(second, new Disposition.Complete())).isEqualTo(Settlement.DONE);
        }
    }

    @Test
    void aSubscriptionThatTheChangedTopicLacksGoesAndTheOthersKeepTheirMessages() {
        try (SqliteStore store = SqliteStore.inMemory()) {
            Namespace namespace = new Namespace(List.of(TOPIC), store, clock);
            namespace.put(TOPIC.withSubscription(new Subscription("audit", DeliverySettings.DEFAULT)));
            namespace.destination("outcomes").orElseThrow().enqueue(Messages.of("both"));

            namespace.put(TOPIC.withSubscription(new Subscription("audit", DeliverySettings.DEFAULT))
                    .withoutSubscription("ALL"));

            assertThat(namespace.exists("outcomes/subscriptions/all")).isFalse();
            assertThat(namespace
                            .queue("outcomes/subscriptions/audit")
                            .orElseThrow()
                            .size())
                    .isEqualTo(1);
        }
    }

    @Test
    void whetherSessionsAreRequiredIsFixedWhenAnEntityIsMade() {
        try (SqliteStore store = SqliteStore.inMemory()) {
            Namespace namespace = new Namespace(List.of(QUEUE, TOPIC), store, clock);
            DeliverySettings sessions = DeliverySettings.DEFAULT.withSessions();

            assertThatThrownBy(() -> namespace.put(new EntityDescription.Queue("Requests", sessions)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> namespace.put(TOPIC.withSubscription(new Subscription("all", sessions))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(namespace.describe("requests")).contains(QUEUE);
        }
    }

    @Test
    void aQueueDoesNotBecomeATopic() {
        try (SqliteStore store = SqliteStore.inMemory()) {
            Namespace namespace = new Namespace(List.of(QUEUE), store, clock);

            assertThatThrownBy(
                            () -> namespace.put(new EntityDescription.Topic("Requests", Optional.empty(), List.of())))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(namespace.describe("requests")).contains(QUEUE);
        }
    }
}
