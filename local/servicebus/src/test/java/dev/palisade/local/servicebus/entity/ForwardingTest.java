package dev.palisade.local.servicebus.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.entity.EntityDescription.Subscription;
import dev.palisade.local.servicebus.message.Messages;
import dev.palisade.local.servicebus.store.SqliteStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages that an entity sends on to another one. */
class ForwardingTest {
    private static final DeliverySettings PLAIN = DeliverySettings.DEFAULT;

    private final HandDrivenClock clock = new HandDrivenClock();
    private final SqliteStore store = SqliteStore.inMemory();

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void queuesAndSubscriptionsForwardToQueuesAndTopics() {
        Namespace namespace = namespace(
                new EntityDescription.Queue("in", PLAIN.withForwardTo("fan")),
                new EntityDescription.Topic(
                        "fan",
                        Optional.empty(),
                        List.of(new Subscription("kept", PLAIN), new Subscription("sent", PLAIN.withForwardTo("OUT")))),
                new EntityDescription.Queue("out", PLAIN));
        queue(namespace, "out").enqueue(Messages.of("before"));
        queue(namespace, "in").enqueue(Messages.of("travels"));

        assertThat(queue(namespace, "in").size()).isZero();
        assertThat(queue(namespace, "fan/subscriptions/sent").size()).isZero();
        assertThat(queue(namespace, "fan/subscriptions/kept").size()).isEqualTo(1);
        MessageQueue out = queue(namespace, "out");
        assertThat(Messages.body(out.takeNext().orElseThrow().content())).isEqualTo("before");
        BrokeredMessage arrived = out.takeNext().orElseThrow();
        assertThat(Messages.body(arrived.content())).isEqualTo("travels");
        assertThat(arrived.index().sequenceNumber()).isEqualTo(2);
        assertThat(arrived.index().enqueuedSequenceNumber())
                .as("the number that it got where it was sent to")
                .isEqualTo(1);
    }

    @Test
    void aMessageMakesFourHopsAndTheFifthDeadLettersItWhereItWas() {
        Namespace namespace = namespace(
                new EntityDescription.Queue("a", PLAIN.withForwardTo("b")),
                new EntityDescription.Queue("b", PLAIN.withForwardTo("c")),
                new EntityDescription.Queue("c", PLAIN.withForwardTo("d")),
                new EntityDescription.Queue("d", PLAIN.withForwardTo("e")),
                new EntityDescription.Queue("e", PLAIN),
                new EntityDescription.Queue("loop", PLAIN.withForwardTo("loop")));
        queue(namespace, "a").enqueue(Messages.of("four"));
        queue(namespace, "loop").enqueue(Messages.of("for ever"));

        assertThat(queue(namespace, "e").size()).isEqualTo(1);
        assertThat(queue(namespace, "loop").size()).isZero();
        MessageQueue refused = queue(namespace, "loop/$Transfer/$DeadLetterQueue");
        assertThat(properties(refused)).containsEntry("DeadLetterReason", "MaxTransferHopCountExceeded");
        assertThat(refused.size()).isEqualTo(1);
    }

    @Test
    void deadLettersAreForwardedWithTheirReasonAndDoNotCircleForEver() {
        DeliverySettings impatient =
                new DeliverySettings(Duration.ofMinutes(1), 10, Optional.of(Duration.ofMinutes(10)), true);
        Namespace namespace = namespace(
                new EntityDescription.Queue("work", impatient.withForwardDeadLetteredMessagesTo("failed")),
                new EntityDescription.Queue("failed", impatient.withForwardDeadLetteredMessagesTo("work")));
        queue(namespace, "work").enqueue(Messages.of("poison"));
        UUID token = queue(namespace, "work").lockNext().orElseThrow().deliveryToken();
        queue(namespace, "work").settle(token, new Disposition.DeadLetter(Map.of("DeadLetterReason", "Malformed")));

        assertThat(queue(namespace, "work/$DeadLetterQueue").size()).isZero();
        assertThat(properties(queue(namespace, "failed"))).containsEntry("DeadLetterReason", "Malformed");
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofMinutes(10));
            namespace.expireDue();
        }
        assertThat(queue(namespace, "work").size() + queue(namespace, "failed").size())
                .isZero();
        assertThat(properties(queue(namespace, "work/$Transfer/$DeadLetterQueue")))
                .containsEntry("DeadLetterReason", "MaxTransferHopCountExceeded");
    }

    @Test
    void whatCannotGoOnSinceItsTargetIsGoneIsKeptAmongTheTransfersDeadLetters() {
        Namespace namespace = namespace(new EntityDescription.Queue("in", PLAIN.withForwardTo("nowhere")));
        queue(namespace, "in").enqueue(Messages.of("stranded"));

        assertThat(properties(queue(namespace, "in/$Transfer/$DeadLetterQueue")))
                .containsEntry("DeadLetterReason", "MessagingEntityNotFound");
    }

    @Test
    void whatWaitsWhenForwardingIsSwitchedOnIsForwardedToo() {
        Namespace namespace =
                namespace(new EntityDescription.Queue("in", PLAIN), new EntityDescription.Queue("out", PLAIN));
        queue(namespace, "in").enqueue(Messages.of("in hand"));
        queue(namespace, "in").enqueue(Messages.of("waiting"));
        UUID held = queue(namespace, "in").lockNext().orElseThrow().deliveryToken();

        namespace.put(new EntityDescription.Queue("in", PLAIN.withForwardTo("out")));
        namespace.expireDue();
        assertThat(queue(namespace, "out").size()).isEqualTo(1);

        queue(namespace, "in").settle(held, new Disposition.Release());
        namespace.expireDue();
        assertThat(queue(namespace, "in").size()).isZero();
        assertThat(queue(namespace, "out").size()).isEqualTo(2);
    }

    @Test
    void aMessageWithoutASessionThatIsForwardedToSessionsIsDeadLettered() {
        Namespace namespace = namespace(
                new EntityDescription.Queue("in", PLAIN.withForwardTo("sessions")),
                new EntityDescription.Queue("sessions", PLAIN.withSessions()));
        queue(namespace, "in").enqueue(Messages.of("nobody's"));

        assertThat(properties(queue(namespace, "sessions/$DeadLetterQueue")))
                .containsEntry("DeadLetterReason", "Session ID is null.");
    }

    private Namespace namespace(EntityDescription... entities) {
        return new Namespace(List.of(entities), store, clock);
    }

    private static MessageQueue queue(Namespace namespace, String path) {
        return namespace.queue(path).orElseThrow();
    }

    private static Map<String, Object> properties(MessageQueue queue) {
        BrokeredMessage first = queue.peek(0, 1, Optional.empty()).get(0);
        return Messages.decode(first.encode()).getApplicationProperties().getValue();
    }
}
