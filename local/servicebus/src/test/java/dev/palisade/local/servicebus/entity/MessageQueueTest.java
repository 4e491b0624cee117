package dev.palisade.local.servicebus.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.message.BrokerStamp.Lock;
import dev.palisade.local.servicebus.message.Messages;
import dev.palisade.local.servicebus.store.SqliteStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A queue without sockets, its time moved by hand. */
class MessageQueueTest {
    private static final Duration LOCK = Duration.ofMinutes(1);
    private static final Duration A_MOMENT = Duration.ofMillis(1);
    private static final DeliverySettings SETTINGS =
            new DeliverySettings(LOCK, 3, Optional.of(Duration.ofHours(1)), true);

    private final HandDrivenClock clock = new HandDrivenClock();
    private final SqliteStore store = SqliteStore.inMemory();
    private final Namespace namespace =
            new Namespace(List.of(new EntityDescription.Queue("requests", SETTINGS)), store, clock);
    private final MessageQueue queue = namespace.queue("REQUESTS").orElseThrow();
    private final MessageQueue deadLetters =
            namespace.queue("requests/$deadletterqueue").orElseThrow();

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void messagesAreHandedOutInTheOrderTheyCame() {
        queue.enqueue(Messages.of("first"));
        queue.enqueue(Messages.of("second"));

        assertThat(lockBody()).isEqualTo("first");
        assertThat(lockBody()).isEqualTo("second");
        assertThat(queue.lockNext()).isEmpty();
    }

    @Test
    void aLockHoldsToItsLastMomentAndThenTheMessageComesAgainWithOneMoreDelivery() {
        queue.enqueue(Messages.of("work"));
        queue.lockNext();

        clock.advance(LOCK.minus(A_MOMENT));
        assertThat(queue.lockNext()).isEmpty();

        clock.advance(A_MOMENT);
        assertThat(queue.lockNext().orElseThrow().index().deliveryCount()).isEqualTo(1);
    }

    @Test
    void aLockThatRanOutSettlesNothing() {
        queue.enqueue(Messages.of("work"));
        UUID token = lock();
        clock.advance(LOCK);

        assertThat(queue.settle(token, new Disposition.Complete())).isEqualTo(Settlement.LOCK_LOST);
        assertThat(queue.renew(token)).isEmpty();
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void aRenewedLockLastsAFullDurationFromThen() {
        queue.enqueue(Messages.of("work"));
        UUID token = lock();
        clock.advance(Duration.ofSeconds(50));

        assertThat(queue.renew(token)).contains(clock.instant().plus(LOCK));

        clock.advance(Duration.ofSeconds(50));
        assertThat(queue.settle(token, new Disposition.Complete())).isEqualTo(Settlement.DONE);
        assertThat(queue.size()).isZero();
    }

    @Test
    void aMessageIsSettledOnce() {
        queue.enqueue(Messages.of("work"));
        UUID token = lock();

        assertThat(queue.settle(token, new Disposition.Complete())).isEqualTo(Settlement.DONE);
        assertThat(queue.settle(token, new Disposition.Complete())).isEqualTo(Settlement.LOCK_LOST);
    }

    @Test
    void aReleasedMessageComesAgainInItsOldPlaceAndNothingIsCounted() {
        queue.enqueue(Messages.of("first"));
        queue.enqueue(Messages.of("second"));
        queue.settle(lock(), new Disposition.Release());

        BrokeredMessage again = queue.lockNext().orElseThrow();
        assertThat(Messages.body(again.content())).isEqualTo("first");
        assertThat(again.index().deliveryCount()).isZero();
    }

    @Test
    void theLastFailedDeliveryDeadLettersWithTheReason() {
        queue.enqueue(Messages.of("poison"));
        queue.settle(lock(), new Disposition.Abandon(Map.of("attempt", 1)));
        queue.settle(lock(), new Disposition.Abandon(Map.of()));
        lock();
        clock.advance(LOCK);
        queue.expireDue();

        assertThat(queue.size()).isZero();
        BrokeredMessage dead = deadLetters.lockNext().orElseThrow();
        assertThat(dead.index().deliveryCount()).isEqualTo(3);
        assertThat(properties(dead))
                .containsEntry("DeadLetterReason", "MaxDeliveryCountExceeded")
                .containsEntry("attempt", 1);
    }

    @Test
    void theDeadLetterQueueNeverGivesUpOnAMessage() {
        queue.enqueue(Messages.of("poison"));
        queue.settle(lock(), new Disposition.DeadLetter(Map.of("DeadLetterReason", "Malformed")));

        for (int delivery = 0; delivery < 20; delivery++) {
            UUID token = token(deadLetters.lockNext().orElseThrow());
            assertThat(deadLetters.settle(token, new Disposition.Abandon(Map.of())))
                    .isEqualTo(Settlement.DONE);
        }
        UUID token = token(deadLetters.lockNext().orElseThrow());
        assertThat(deadLetters.settle(token, new Disposition.DeadLetter(Map.of())))
                .isEqualTo(Settlement.NOT_ALLOWED);
        assertThat(deadLetters.size()).isEqualTo(1);
    }

    @Test
    void aMessageThatWaitedTooLongIsDeadLettered() {
        queue.enqueue(Messages.of("old", Duration.ofMinutes(10)));
        clock.advance(Duration.ofMinutes(10));

        assertThat(queue.lockNext()).isEmpty();
        assertThat(properties(deadLetters.lockNext().orElseThrow()))
                .containsEntry("DeadLetterReason", "TTLExpiredException");
    }

    @Test
    void aMessageMayNotWaitLongerThanTheQueueAllows() {
        queue.enqueue(Messages.of("patient", Duration.ofDays(1)));

        assertThat(queue.nextDeadline()).contains(clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void aLockedMessageDoesNotExpireUnderItsReceiver() {
        queue.enqueue(Messages.of("old", Duration.ofSeconds(30)));
        UUID token = lock();
        clock.advance(Duration.ofSeconds(45));

        assertThat(queue.settle(token, new Disposition.Complete())).isEqualTo(Settlement.DONE);
        assertThat(deadLetters.size()).isZero();
    }

    @Test
    void aDeferredMessageComesByItsNumberAloneAndNeverExpires() {
        queue.enqueue(Messages.of("later"));
        queue.settle(lock(), new Disposition.Defer(Map.of("why", "early")));
        clock.advance(Duration.ofDays(1));

        assertThat(queue.lockNext()).isEmpty();
        BrokeredMessage deferred =
                queue.lockDeferred(List.of(1L), Optional.empty()).orElseThrow().get(0);
        assertThat(properties(deferred)).containsEntry("why", "early");
        assertThat(queue.lockDeferred(List.of(1L), Optional.empty()))
                .as("it is locked now")
                .isEmpty();
        assertThat(queue.settle(token(deferred), new Disposition.Complete())).isEqualTo(Settlement.DONE);
    }

    @Test
    void deferredMessagesAreLockedOrTakenAllOrNone() {
        for (String body : List.of("one", "two", "never deferred")) {
            queue.enqueue(Messages.of(body));
        }
        queue.settle(lock(), new Disposition.Defer(Map.of()));
        queue.settle(lock(), new Disposition.Defer(Map.of()));

        assertThat(queue.lockDeferred(List.of(1L, 2L, 3L), Optional.empty()))
                .as("one is not deferred")
                .isEmpty();
        assertThat(queue.takeDeferred(List.of(1L, 77L), Optional.empty()))
                .as("one does not exist")
                .isEmpty();
        assertThat(queue.lockDeferred(List.of(2L), Optional.empty())).isPresent();
        assertThat(queue.takeDeferred(List.of(1L, 2L), Optional.empty()))
                .as("one is locked")
                .isEmpty();
        assertThat(queue.takeDeferred(List.of(1L, 1L), Optional.empty()).orElseThrow())
                .extracting(taken -> Messages.body(taken.content()))
                .containsExactly("one");
        assertThat(queue.size()).isEqualTo(2);
    }

    @Test
    void peekingShowsLockedAndDeferredMessagesAndChangesNothing() {
        queue.enqueue(Messages.of("deferred"));
        queue.settle(lock(), new Disposition.Defer(Map.of()));
        queue.enqueue(Messages.of("locked"));
        lock();
        queue.enqueue(Messages.of("waiting"));

        assertThat(queue.peek(0, 10, Optional.empty()))
                .extracting(shown -> Messages.body(shown.content()))
                .containsExactly("deferred", "locked", "waiting");
        assertThat(queue.peek(2, 1, Optional.empty()))
                .extracting(shown -> Messages.body(shown.content()))
                .containsExactly("locked");
        assertThat(lockBody()).isEqualTo("waiting");
    }

    @Test
    void peekingShowsNoMoreLargeMessagesThanFitIntoLittleMemory() {
        String large = "x".repeat(200_000);
        for (int i = 0; i < 20; i++) {
            queue.enqueue(Messages.of(large));
        }

        List<BrokeredMessage> shown = queue.peek(0, 20, Optional.empty());

        assertThat(shown).hasSizeBetween(1, 6);
        long next = shown.get(shown.size() - 1).index().sequenceNumber() + 1;
        assertThat(queue.peek(next, 20, Optional.empty()).get(0).index().sequenceNumber())
                .as("the next peek goes on")
                .isEqualTo(next);
    }

    private UUID lock() {
        return token(queue.lockNext().orElseThrow());
    }

    private String lockBody() {
        return Messages.body(queue.lockNext().orElseThrow().content());
    }

    private static UUID token(BrokeredMessage message) {
        Lock lock = Objects.requireNonNull(message.lock());
        return lock.token();
    }

    private static Map<String, Object> properties(BrokeredMessage message) {
        Message decoded = Messages.decode(message.encode());
        return decoded.getApplicationProperties().getValue();
    }
}
