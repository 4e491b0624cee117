package dev.palisade.worker.slowness;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.palisade.activities.events.SlowOutcomes;
import dev.palisade.worker.configuration.Team;
import dev.palisade.worker.intake.Admission;
import dev.palisade.worker.intake.Delivery;
import dev.palisade.worker.intake.Messages;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.slowness.Slowness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class SlowRequestsTest {
    private static final Instant START = Messages.NOW;
    private static final String AT_START = "/" + START.toEpochMilli();
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration TOO_LONG = Slowness.DEFAULT_ALLOWANCE.plusMillis(1);

    private final HandDrivenClock clock = new HandDrivenClock(START);
    private final FakeRequests requests = new FakeRequests();
    private final FakeBus bus = new FakeBus();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SlowRequests worker = worker(meters);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.palisade.worker.slowness");

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.WARN);
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void aWaitIsToldAndWarnedOfOnceAndCountedForAsLongAsItLasts() {
        requests.run("r-1", RequestState.AWAITING_APPROVAL, START);
        worker.look();
        assertThat(bus.told()).isEmpty();
        assertThat(slow("approval")).isZero();

        clock.pass(TOO_LONG);
        lookAgainAndAgain();
        assertThat(bus.told()).containsExactly("r-1/slow/approval" + AT_START);
        assertThat(slow("approval")).isEqualTo(1);
        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("r-1", "APPROVAL", "neither approved nor rejected", "YOURS");

        requests.run("r-1", RequestState.PLANNING, clock.instant());
        worker.look();
        assertThat(slow("approval")).isZero();
        assertThat(bus.told()).hasSize(1);
    }

    @Test
    void aLaterWaitOfTheSameRequestIsAnother() {
        requests.run("r-1", RequestState.AWAITING_APPROVAL, START);
        clock.pass(TOO_LONG);
        worker.look();
        Instant later = clock.instant();
        requests.run("r-1", RequestState.AWAITING_APPROVAL, later);
        worker.look();
        assertThat(bus.told()).hasSize(1);

        clock.pass(TOO_LONG);
        worker.look();
        assertThat(bus.told())
                .containsExactly("r-1/slow/approval" + AT_START, "r-1/slow/approval/" + later.toEpochMilli());
    }

    @Test
    void everyWorkerTellsOfTheSameWaitUnderTheSameId() {
        SimpleMeterRegistry others = new SimpleMeterRegistry();
        requests.run("r-1", RequestState.AWAITING_APPROVAL, START);
        clock.pass(TOO_LONG);
        worker.look();
        clock.pass(A_MINUTE);
        worker(others).look();

        assertThat(bus.told()).containsExactly("r-1/slow/approval" + AT_START, "r-1/slow/approval" + AT_START);
        assertThat(slow("approval")).isEqualTo(1);
    }

    @Test
    void whatTheTopicDoesNotTakeIsToldAtTheNextLook() {
        bus.topicIsAway(true);
        requests.run("r-1", RequestState.AWAITING_APPROVAL, START);
        clock.pass(TOO_LONG);
        worker.look();
        assertThat(bus.told()).isEmpty();
        assertThat(slow("approval")).isEqualTo(1);
        assertThat(warnings()).anyMatch(line -> line.contains("told at the next look"));

        bus.topicIsAway(false);
        lookAgainAndAgain();
        assertThat(bus.told()).containsExactly("r-1/slow/approval" + AT_START);
    }

    @Test
    void whatTheTopicHasTakenBeforeItStopsIsNotToldAgain() {
        bus.topicTakes(2);
        Stream.of("r-1", "r-2", "r-3").forEach(id -> requests.run(id, RequestState.AWAITING_APPROVAL, START));
        clock.pass(TOO_LONG);
        worker.look();
        assertThat(bus.told()).hasSize(2);

        bus.topicTakes(2);
        worker.look();
        assertThat(bus.told()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void whatTheTopicRefusedIsTriedAgainAfterWhatWasNotTried() {
        bus.topicTakes(0);
        Stream.of("r-1", "r-2").forEach(id -> requests.run(id, RequestState.AWAITING_APPROVAL, START));
        clock.pass(TOO_LONG);
        worker.look();
        bus.topicTakes(1);
        worker.look();

        assertThat(bus.told()).containsExactly("r-2/slow/approval" + AT_START);
    }

    @Test
    void aTopicThatTakesItsTimeIsToldTheRestAtTheNextLook() {
        bus.whileSending(() -> clock.pass(SlowReport.AT_MOST.dividedBy(2)));
        Stream.of("r-1", "r-2", "r-3").forEach(id -> requests.run(id, RequestState.AWAITING_APPROVAL, START));
        clock.pass(TOO_LONG);
        worker.look();
        assertThat(bus.told()).hasSize(2);

        worker.look();
        assertThat(bus.told()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void anOutcomeThatIsTooLargeIsSaidToBeOnceAndHidesNoOther() {
        bus.isTooLarge("r-1");
        Stream.of("r-1", "r-2").forEach(id -> requests.run(id, RequestState.AWAITING_APPROVAL, START));
        clock.pass(TOO_LONG);
        lookAgainAndAgain();

        assertThat(bus.told()).containsExactly("r-2/slow/approval" + AT_START);
        assertThat(warnings())
                .filteredOn(line -> line.contains("r-1/slow/approval") && line.contains("larger"))
                .hasSize(1);
    }

    /** Or it would remember ever more. */
    @Test
    void whatHasNotBeenSlowForLongIsForgottenAlsoIfAQueueIsNeverSeen() {
        bus.queueIsAway(true);
        requests.run("r-1", RequestState.AWAITING_APPROVAL, START);
        clock.pass(TOO_LONG);
        worker.look();
        requests.end("r-1");
        clock.pass(Duration.ofDays(2));
        worker.look();
        requests.run("r-1", RequestState.AWAITING_APPROVAL, START);
        worker.look();

        assertThat(bus.told())
                .as("it has the id that it had")
                .containsExactly("r-1/slow/approval" + AT_START, "r-1/slow/approval" + AT_START);
    }

    @Test
    void aMessageThatNobodyAcceptsIsToldAsTheRequestThatItWouldBecome() {
        bus.put("m-1", Messages.apply("r-1", Messages.document("churn")), START);
        bus.put("m-2", "hello", START);
        worker.look();
        assertThat(slow("queue")).isZero();

        clock.pass(TOO_LONG);
        lookAgainAndAgain();
        assertThat(slow("queue")).isEqualTo(2);
        assertThat(bus.told())
                .as("what is refused is told of by its dead letter")
                .containsExactly("r-1/slow/queue" + AT_START);
        assertThat(warnings()).hasSize(2).anyMatch(line -> line.contains("m-2") && line.contains("queue q-science"));

        bus.take();
        worker.look();
        assertThat(slow("queue")).isZero();
    }

    @Test
    void whileTemporalIsAwayWhatWasSeenLastAndWhatIsInTheQueueWaitForIt() {
        requests.run("r-1", RequestState.APPLYING, START);
        worker.look();
        bus.put("m-2", Messages.apply("r-2", Messages.document("churn")), START);
        requests.areAway(true);
        worker.look();
        assertThat(slow("temporal")).isZero();

        clock.pass(TOO_LONG);
        lookAgainAndAgain();
        assertThat(slow("temporal")).isEqualTo(2);
        assertThat(bus.told())
                .containsExactlyInAnyOrder("r-1/slow/temporal" + AT_START, "r-2/slow/temporal" + AT_START);
        assertThat(warnings())
                .filteredOn(line -> line.contains("cannot be seen"))
                .hasSize(1);
    }

    @Test
    void whatWasToldBeforeTemporalWentAwayIsNotToldAgainWhenItIsBack() {
        requests.run("r-1", RequestState.AWAITING_APPROVAL, START);
        clock.pass(TOO_LONG);
        worker.look();
        requests.areAway(true);
        lookAgainAndAgain();
        requests.areAway(false);
        lookAgainAndAgain();

        assertThat(bus.told()).containsExactly("r-1/slow/approval" + AT_START);
        assertThat(slow("temporal")).isZero();
    }

    @Test
    void aRequestForWhichNoWorkerAnswersIsToldByWhatItWasStartedWith() {
        requests.runUnanswered("r-1", START);
        worker.look();
        clock.pass(TOO_LONG);
        worker.look();

        assertThat(bus.told()).containsExactly("r-1/slow/temporal" + AT_START);
        assertThat(slow("temporal")).isEqualTo(1);
    }

    /** A worker that is busy for a moment answers the next time. */
    @Test
    void oneQuestionWithoutAnAnswerIsNotTold() {
        requests.run("r-1", RequestState.APPLYING, START);
        worker.look();
        clock.pass(TOO_LONG);
        requests.runUnanswered("r-1", START);
        worker.look();
        assertThat(slow("temporal")).isZero();

        clock.pass(TOO_LONG);
        worker.look();
        assertThat(bus.told())
                .as("under the name that all workers give it")
                .containsExactly("r-1/slow/temporal" + AT_START);
    }

    /** Worst is what begins just before a look, or just before a wait would have been told of anyway. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 59, 119, 239, 299})
    void whatEndsAllProgressIsToldWithinTenMinutesOfTheLastMove(int secondsLater) {
        requests.run("r-1", RequestState.APPLYING, START);
        assertToldWithinTenMinutes(secondsLater, () -> requests.runUnanswered("r-1", START));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 59, 119, 239, 299})
    void aTemporalThatGoesAwayIsToldWithinTenMinutesOfTheLastMove(int secondsLater) {
        requests.run("r-1", RequestState.APPLYING, START);
        worker.look();
        assertToldWithinTenMinutes(secondsLater, () -> requests.areAway(true));
    }

    @Test
    void aDecisionAndAnAcceptanceThatDoNotComeAreToldWithinTenMinutes() {
        assertToldWithinTenMinutes(0, () -> requests.run("r-1", RequestState.AWAITING_APPROVAL, START));
        requests.end("r-1");
        clock.pass(Duration.between(clock.instant(), START.plus(Duration.ofDays(1))));
        int before = bus.told().size();
        bus.put("m-2", Messages.apply("r-2", Messages.document("churn")), clock.instant());
        for (int minute = 0; minute < 10; minute++) {
            worker.look();
            clock.pass(A_MINUTE);
        }
        assertThat(bus.told()).hasSize(before + 1);
    }

    /** By a worker that looks each minute, as it does. */
    private void assertToldWithinTenMinutes(int secondsLater, Runnable trouble) {
        Instant begins = START.plusSeconds(secondsLater);
        boolean begun = false;
        for (int minute = 0; minute < 10; minute++) {
            if (!begun && !clock.instant().isBefore(begins)) {
                trouble.run();
                begun = true;
            }
            worker.look();
            clock.pass(A_MINUTE);
        }
        assertThat(begun).isTrue();
        assertThat(bus.told()).as("by the tenth look").hasSize(1);
    }

    @Test
    void whatANewerBuildHasWrittenIsSaidOnceAndHidesNoOther() {
        requests.runUnreadable("r-1", START);
        requests.run("r-2", RequestState.AWAITING_APPROVAL, START);
        clock.pass(TOO_LONG);
        lookAgainAndAgain();

        assertThat(bus.told()).containsExactly("r-2/slow/approval" + AT_START);
        assertThat(warnings())
                .filteredOn(
                        line -> line.contains("r-1") && line.contains("another build, or is damaged (no such state)"))
                .hasSize(1);
    }

    @Test
    void moreThanOneLookCoversAreSeenInSeveralAndThatIsSaid() {
        requests.oneLookCovers(2);
        Stream.of("r-1", "r-2", "r-3").forEach(id -> requests.run(id, RequestState.AWAITING_APPROVAL, START));
        clock.pass(TOO_LONG);
        worker.look();
        assertThat(slow("approval")).isEqualTo(2);
        assertThat(warnings()).anyMatch(line -> line.contains("one look covers 2 open requests, and there are more"));

        worker.look();
        assertThat(slow("approval")).isEqualTo(3);
        requests.end("r-1");
        worker.look();
        assertThat(slow("approval"))
                .as("two are left, all of which one look covers")
                .isEqualTo(2);
        assertThat(bus.told()).hasSize(3);
    }

    @Test
    void thatOneLookDoesNotCoverAllIsSaidWhenItBegins() {
        requests.oneLookCovers(1);
        Stream.of("r-1", "r-2", "r-3").forEach(id -> requests.run(id, RequestState.AWAITING_APPROVAL, START));
        worker.look();
        worker.look();

        assertThat(warnings())
                .filteredOn(line -> line.contains("and there are more"))
                .hasSize(1);
    }

    @Test
    void whatOnlyAnEarlierLookSawIsCountedButNotToldForItMayHaveEnded() {
        requests.oneLookCovers(2);
        Stream.of("r-1", "r-2", "r-3", "r-4").forEach(id -> requests.run(id, RequestState.AWAITING_APPROVAL, START));
        bus.topicIsAway(true);
        clock.pass(TOO_LONG);
        worker.look();
        requests.end("r-1");
        bus.topicIsAway(false);
        worker.look();

        assertThat(bus.told()).containsExactly("r-4/slow/approval" + AT_START);
        assertThat(slow("approval")).isEqualTo(3);
    }

    /** Where the broker is away each takes its time, and a look has to end before the next. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void allQueuesAreAskedBeforeAnyAnswerIsWaitedFor() {
        CompletableFuture<List<WaitingMessage>> first = new CompletableFuture<>();
        WaitingMessages second = new Queue(new Team("second", "q-second", List.of()), () -> {
            first.complete(List.of(message("m-1")));
            return CompletableFuture.completedFuture(List.of(message("m-2")));
        });
        clock.pass(TOO_LONG);
        worker(meters, List.of(new Queue(Messages.TEAM, () -> first), second)).look();

        assertThat(warnings())
                .anyMatch(line -> line.contains("m-1"))
                .anyMatch(line -> line.contains("m-2"))
                .hasSize(2);
    }

    private record Queue(Team team, Supplier<CompletableFuture<List<WaitingMessage>>> answer)
            implements WaitingMessages {
        @Override
        public CompletableFuture<List<WaitingMessage>> oldest() {
            return answer.get();
        }
    }

    private static WaitingMessage message(String id) {
        return new WaitingMessage(id, new Delivery("hello", START));
    }

    @Test
    void aQueueThatCannotBeSeenIsSaidOnceAndHidesNoRequest() {
        bus.queueIsAway(true);
        requests.run("r-1", RequestState.AWAITING_APPROVAL, START);
        clock.pass(TOO_LONG);
        lookAgainAndAgain();

        assertThat(slow("approval")).isEqualTo(1);
        assertThat(warnings())
                .filteredOn(line -> line.contains("q-science cannot be seen"))
                .hasSize(1);
    }

    private void lookAgainAndAgain() {
        for (int i = 0; i < 3; i++) {
            worker.look();
            clock.pass(A_MINUTE);
        }
    }

    private SlowRequests worker(SimpleMeterRegistry registry) {
        return worker(registry, List.of(bus));
    }

    private SlowRequests worker(SimpleMeterRegistry registry, List<WaitingMessages> queues) {
        return new SlowRequests(
                new Slowness(Slowness.DEFAULT_ALLOWANCE, 1),
                requests,
                queues,
                new Admission(Duration.ofDays(30)),
                new SlowOutcomes(bus),
                registry,
                clock);
    }

    private double slow(String where) {
        return meters.get("palisade.requests.slow").tag("where", where).gauge().value();
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
