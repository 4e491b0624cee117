package dev.palisade.worker.intake;

import static dev.palisade.worker.intake.Messages.NOW;
import static dev.palisade.worker.intake.Messages.TEAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MessageHandlerTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final FakeTemporal temporal = new FakeTemporal();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final MessageHandler handler = new MessageHandler(
            new Admission(Duration.ofDays(30)),
            temporal,
            temporal,
            new LockKeeper(timer, clock, 50),
            new IntakeLog(meters),
            clock);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void anAcceptedMessageIsCompleted() {
        FakeMessage message = handled(Messages.apply("r-1", Messages.document("a")));

        assertThat(message.settled()).isEqualTo("completed");
        assertThat(temporal.requests()).containsOnlyKeys("r-1");
        assertThat(counted("accepted")).isEqualTo(1);
    }

    @Test
    void aDuplicateIsCompletedAndStartsNothing() {
        handled(Messages.apply("r-1", Messages.document("a")));
        FakeMessage again = handled(Messages.apply("r-1", Messages.document("a")));

        assertThat(again.settled()).isEqualTo("completed");
        assertThat(temporal.requests()).hasSize(1);
        assertThat(counted("duplicate")).isEqualTo(1);
        assertThat(meters.counter("palisade.intake.duplicates", "of", "running").count())
                .isEqualTo(1);
    }

    @Test
    void anIdWithOtherContentIsDeadLetteredWithTheDifference() {
        handled(Messages.apply("r-1", Messages.document("a")));
        FakeMessage other = handled(Messages.apply("r-1", Messages.document("b")));

        assertThat(other.settled()).startsWith("dead-lettered ID_CONFLICT: ").contains("r-1", "1. /storage: earlier");
        assertThat(temporal.requests().get("r-1").name()).isEqualTo("a");
    }

    @Test
    void aRefusedMessageIsDeadLetteredWithoutTemporal() {
        temporal.goAway();

        FakeMessage message = handled("hello");

        assertThat(message.settled()).startsWith("dead-lettered MALFORMED: ");
        assertThat(temporal.requests()).isEmpty();
        assertThat(counted("MALFORMED")).isEqualTo(1);
    }

    @Test
    void whileTemporalIsAwayTheMessageStaysInHandWithItsLockRenewed() throws Exception {
        temporal.goAway();
        FakeMessage message = new FakeMessage(Messages.apply("r-1", Messages.document("a")));

        CompletableFuture<Void> handling = handleAside(message);
        temporal.awaitRefusal();
        message.awaitTwoRenewals();
        assertThat(message.settled()).isEqualTo("not settled");
        temporal.comeBack();
        handling.get();

        assertThat(message.settled()).isEqualTo("completed");
        assertThat(temporal.requests()).containsOnlyKeys("r-1");
    }

    @Test
    void aWorkerThatStopsWhileTemporalIsAwayGivesTheMessageBack() throws Exception {
        temporal.goAway();
        FakeMessage message = new FakeMessage(Messages.apply("r-1", Messages.document("a")));

        CompletableFuture<Void> handling = handleAside(message);
        temporal.awaitRefusal();
        temporal.stop();
        handling.get();

        assertThat(message.settled()).isEqualTo("released");
        assertThat(temporal.requests()).isEmpty();
    }

    @Test
    void aMessageThatWaitsForItsTurnHasItsLockRenewedAndIsGivenBackUnread() throws Exception {
        FakeMessage message = new FakeMessage(Messages.apply("r-1", Messages.document("a")));

        MessageHandler.InHand waiting = handler.receive(message, TEAM);
        message.awaitTwoRenewals();
        assertThat(meters.get("palisade.intake.in.hand").gauge().value()).isEqualTo(1);
        waiting.giveBack();

        assertThat(message.settled()).isEqualTo("released");
        assertThat(temporal.requests()).isEmpty();
        assertThat(meters.get("palisade.intake.in.hand").gauge().value()).isZero();
    }

    @Test
    void aMessageThatCannotBeSettledIsFoundToBeADuplicateWhenItComesAgain() {
        String body = Messages.apply("r-1", Messages.document("a"));

        FakeMessage first = new FakeMessage(body).withBrokerAway();
        handler.receive(first, TEAM).handle();
        FakeMessage again = handled(body);

        assertThat(first.settled()).isEqualTo("not settled");
        assertThat(again.settled()).isEqualTo("completed");
        assertThat(counted("not_settled")).isEqualTo(1);
        assertThat(counted("duplicate")).isEqualTo(1);
        assertThat(temporal.requests()).hasSize(1);
    }

    @Test
    void aBugOfOursLeavesTheMessageToItsLockAndTheHandlerAlive() {
        FakeMessage message = new FakeMessage(Messages.apply("r-1", Messages.document("a"))).withABug();

        handler.receive(message, TEAM).handle();

        assertThat(message.settled()).isEqualTo("not settled");
        assertThat(counted("failed")).isEqualTo(1);
    }

    private FakeMessage handled(String body) {
        FakeMessage message = new FakeMessage(body);
        handler.receive(message, TEAM).handle();
        return message;
    }

    private CompletableFuture<Void> handleAside(FakeMessage message) {
        return CompletableFuture.runAsync(() -> handler.receive(message, TEAM).handle());
    }

    private double counted(String outcome) {
        return meters.counter("palisade.intake.messages", "outcome", outcome).count();
    }
}
