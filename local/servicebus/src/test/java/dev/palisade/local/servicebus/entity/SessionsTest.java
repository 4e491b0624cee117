package dev.palisade.local.servicebus.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.message.Messages;
import dev.palisade.local.servicebus.store.SqliteStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue with sessions, its time moved by hand. */
class SessionsTest {
    private static final Duration LOCK = Duration.ofMinutes(1);
    private static final Duration A_MOMENT = Duration.ofMillis(1);
    private static final EntityDescription.Queue QUEUE = new EntityDescription.Queue(
            "orders", new DeliverySettings(LOCK, 2, Optional.of(Duration.ofHours(1)), true).withSessions());

    @TempDir
    private Path directory;

    private final HandDrivenClock clock = new HandDrivenClock();
    private final SqliteStore store = SqliteStore.inMemory();
    private final Namespace namespace = new Namespace(List.of(QUEUE), store, clock);
    private final MessageQueue queue = namespace.queue("orders").orElseThrow();
    private final MessageQueue deadLetters =
            namespace.queue("orders/$DeadLetterQueue").orElseThrow();
    private final Sessions sessions = queue.sessions();

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void theNextSessionIsTheOneWhoseMessageHasWaitedLongestAndThatNobodyHolds() {
        send("b", "b1");
        send("a", "a1");
        send("b", "b2");

        AcceptedSession first = sessions.acceptNext(true).orElseThrow();
        AcceptedSession second = sessions.acceptNext(true).orElseThrow();

        assertThat(first.id()).isEqualTo("b");
        assertThat(second.id()).isEqualTo("a");
        assertThat(sessions.acceptNext(true)).isEmpty();
        assertThat(sessions.accept("a", true)).isEmpty();
        assertThat(lockBody(first)).isEqualTo("b1");
        assertThat(lockBody(first)).isEqualTo("b2");
        assertThat(first.lockNext()).isEmpty();
        assertThat(lockBody(second)).isEqualTo("a1");
    }

    @Test
    void anAbandonedMessageComesAgainBeforeTheLaterOnesOfItsSession() {
        send("a", "first");
        send("a", "second");
        AcceptedSession session = sessions.acceptNext(true).orElseThrow();

        session.settle(lock(session), new Disposition.Abandon(Map.of()));

        assertThat(lockBody(session)).isEqualTo("first");
    }

    @Test
    void aSessionThatIsLetGoFreesItsMessagesAndCountsNothing() {
        send("a", "work");
        AcceptedSession session = sessions.acceptNext(true).orElseThrow();
        UUID token = lock(session);
        session.close();

        assertThat(session.settle(token, new Disposition.Complete())).isEqualTo(Settlement.SESSION_LOCK_LOST);
        AcceptedSession next = sessions.acceptNext(true).orElseThrow();
        assertThat(next.lockNext().orElseThrow().index().deliveryCount()).isZero();
    }

    @Test
    void aSessionLockThatRunsOutCountsADeliveryForWhatWasHandedOut() {
        send("a", "handed out");
        send("a", "waiting");
        AcceptedSession session = sessions.acceptNext(true).orElseThrow();
        UUID token = lock(session);
        clock.advance(LOCK.minus(A_MOMENT));
        assertThat(session.condition()).isEqualTo(MessageSource.Condition.OPEN);
        clock.advance(A_MOMENT);

        assertThat(session.settle(token, new Disposition.Complete())).isEqualTo(Settlement.SESSION_LOCK_LOST);
        assertThat(session.condition()).isEqualTo(MessageSource.Condition.SESSION_LOCK_LOST);
        assertThat(session.lockNext()).isEmpty();
        assertThat(sessions.renew("a")).isEmpty();
        AcceptedSession next = sessions.accept("a", true).orElseThrow();
        assertThat(next.lockNext().orElseThrow().index().deliveryCount()).isEqualTo(1);
        assertThat(next.lockNext().orElseThrow().index().deliveryCount()).isZero();

        clock.advance(LOCK);
        queue.expireDue();
        assertThat(deadLetters.size()).as("it failed twice").isEqualTo(1);
    }

    @Test
    void aRenewedSessionLastsAFullDurationFromThenAndItsMessagesWithIt() {
        send("a", "slow");
        AcceptedSession session = sessions.acceptNext(true).orElseThrow();
        UUID token = lock(session);
        clock.advance(Duration.ofSeconds(50));

        assertThat(sessions.renew("a")).contains(clock.instant().plus(LOCK));

        clock.advance(Duration.ofSeconds(50));
        assertThat(session.settle(token, new Disposition.Complete())).isEqualTo(Settlement.DONE);
        assertThat(queue.size()).isZero();
    }

    @Test
    void aSessionThatDoesNotExpireIsHeldUntilItIsLetGo() {
        AcceptedSession session = sessions.accept("a", false).orElseThrow();
        clock.advance(Duration.ofDays(1));
        send("a", "late");

        assertThat(session.takeNext()).isPresent();
        assertThat(queue.size()).isZero();
    }

    @Test
    void aWaitingMessageExpiresInAHeldSessionAndALockedOneDoesNot() {
        send("a", "locked");
        send("a", "waiting");
        AcceptedSession session = sessions.acceptNext(false).orElseThrow();
        UUID token = lock(session);
        clock.advance(Duration.ofHours(2));

        assertThat(session.hasAvailable()).isFalse();
        assertThat(deadLetters.size()).isEqualTo(1);
        assertThat(session.settle(token, new Disposition.Complete())).isEqualTo(Settlement.DONE);
    }

    @Test
    void aDeferredMessageIsGivenOnlyToWhoHoldsItsSession() {
        send("a", "later");
        AcceptedSession session = sessions.acceptNext(true).orElseThrow();
        session.settle(lock(session), new Disposition.Defer(Map.of()));
        AcceptedSession other = sessions.accept("b", true).orElseThrow();

        assertThat(queue.lockDeferred(List.of(1L), Optional.of(other))).isEmpty();
        assertThat(queue.lockDeferred(List.of(1L), Optional.empty())).isEmpty();
        BrokeredMessage deferred = queue.lockDeferred(List.of(1L), Optional.of(session))
                .orElseThrow()
                .get(0);
        session.close();
        assertThat(queue.settle(deferred.deliveryToken(), new Disposition.Complete()))
                .isEqualTo(Settlement.LOCK_LOST);
        assertThat(sessions.acceptNext(true)).as("it is still deferred").isEmpty();
    }

    @Test
    void deadLettersOfSessionsAreReceivedWithoutThem() {
        send("a", "poison");
        AcceptedSession session = sessions.acceptNext(true).orElseThrow();
        session.settle(lock(session), new Disposition.DeadLetter(Map.of()));

        BrokeredMessage dead = deadLetters.lockNext().orElseThrow();
        assertThat(dead.content().sessionId()).contains("a");
    }

    @Test
    void peekingShowsAllSessionsOrOne() {
        send("a", "a1");
        send("b", "b1");
        send("a", "a2");
        queue.enqueue(Messages.scheduled(
                Messages.inSession("a", "a3"), clock.instant().plusSeconds(60)));

        assertThat(queue.peek(0, 10, Optional.empty())).hasSize(4);
        assertThat(queue.peek(2, 10, Optional.of("a")))
                .extracting(shown -> Messages.body(shown.content()))
                .containsExactly("a2", "a3");
    }

    @Test
    void sessionsAreListedByTheirMessagesAndByTheirStates() {
        send("b", "b1");
        send("a", "a1");
        lock(sessions.acceptNext(true).orElseThrow());
        Instant before = clock.instant();
        sessions.keepState("c", Optional.of(new byte[] {1}));
        clock.advance(A_MOMENT);
        sessions.keepState("a", Optional.of(new byte[] {1}));

        assertThat(sessions.withMessages()).containsExactly("b", "a");
        assertThat(sessions.withStateSince(Instant.EPOCH)).containsExactly("a", "c");
        assertThat(sessions.withStateSince(before)).containsExactly("a");
    }

    @Test
    void stateDeliveriesAndOrderOutliveTheBroker() {
        try (SqliteStore first = SqliteStore.open(directory)) {
            MessageQueue before = open(first);
            before.enqueue(Messages.inSession("a", "a1"));
            before.enqueue(Messages.inSession("a", "a2"));
            before.sessions().keepState("a", Optional.of("step 2".getBytes(StandardCharsets.UTF_8)));
            before.sessions().keepState("b", Optional.of(new byte[] {1}));
            before.sessions().keepState("b", Optional.empty());
            AcceptedSession held = before.sessions().acceptNext(true).orElseThrow();
            held.settle(lock(held), new Disposition.Abandon(Map.of()));
            lock(held);
            first.commit();
        }
        try (SqliteStore second = SqliteStore.open(directory)) {
            MessageQueue after = open(second);
            assertThat(after.sessions().state("a")).contains("step 2".getBytes(StandardCharsets.UTF_8));
            assertThat(after.sessions().state("b")).isEmpty();
            AcceptedSession session = after.sessions().acceptNext(true).orElseThrow();
            BrokeredMessage again = session.lockNext().orElseThrow();
            assertThat(Messages.body(again.content())).isEqualTo("a1");
            assertThat(again.index().deliveryCount())
                    .as("one failure; the lock that the restart cut short is none")
                    .isEqualTo(1);
            assertThat(lockBody(session)).isEqualTo("a2");
        }
    }

    private MessageQueue open(SqliteStore opened) {
        return new Namespace(List.of(QUEUE), opened, clock).queue("orders").orElseThrow();
    }

    private void send(String session, String body) {
        queue.enqueue(Messages.inSession(session, body));
    }

    private static UUID lock(AcceptedSession session) {
        return session.lockNext().orElseThrow().deliveryToken();
    }

    private static String lockBody(AcceptedSession session) {
        return Messages.body(session.lockNext().orElseThrow().content());
    }
}
