package dev.palisade.workflows.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.fake.FakeWorld;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.fake.Stage;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Histories are what operators read and what servers store: at most 14 events a long step, and 34 more a request; 6 more if it claims. Of
 * these, 2 a step and 5 a request are outcomes: one marker for what is told in a task, and one that says that this is told at all.
 */
class HistoryEconomyTest {
    @Test
    void aLongStepCostsAtMostFourteenEventsAndARequestThirtyFourMore() {
        List<HistoryEvent> one = history(Plans.slow("a"));
        List<HistoryEvent> three = history(Plans.slow("a"), Plans.slow("b", "a"), Plans.slow("c", "b"));
        int aStep = (three.size() - one.size()) / 2;

        System.out.println("History: " + one.size() + " events with one long step, " + three.size() + " with three: "
                + aStep + " a long step and " + (one.size() - aStep) + " a request; with one: " + byType(one));
        assertThat(aStep).isBetween(6, 14);
        assertThat(one.size() - aStep).isLessThanOrEqualTo(34);
    }

    @Test
    void whatALongStepTellsCostsTwoMarkers() {
        long one = outcomes(history(Plans.slow("a")));
        long three = outcomes(history(Plans.slow("a"), Plans.slow("b", "a"), Plans.slow("c", "b")));

        assertThat((three - one) / 2).isEqualTo(2);
        assertThat(one - 2)
                .as("accepted, planned, the first start or the last end, and ready")
                .isEqualTo(4);
    }

    @Test
    void claimingWhatIsSharedCostsOneActivity() {
        List<HistoryEvent> without = history(Plans.slow("a"));
        List<HistoryEvent> with = history(new FakeWorld().wants(Plans.slow("a")).claims(Plans.claims("subnet")));

        assertThat(with.size() - without.size()).isBetween(1, 6);
    }

    private static List<HistoryEvent> history(Step... steps) {
        return history(new FakeWorld().wants(steps));
    }

    private static List<HistoryEvent> history(FakeWorld world) {
        try (Stage stage = Stage.withoutRepetition(world)) {
            assertThat(stage.play(Stage.request("r1")).state()).isEqualTo(RequestState.READY);
            return stage.history("request/r1").getEvents();
        }
    }

    private static long outcomes(List<HistoryEvent> history) {
        return history.stream()
                .filter(HistoryEvent::hasMarkerRecordedEventAttributes)
                .filter(event -> event.getMarkerRecordedEventAttributes()
                        .getDetailsMap()
                        .toString()
                        .contains("outcome.Publish"))
                .count();
    }

    private static Map<EventType, Long> byType(List<HistoryEvent> history) {
        return history.stream()
                .collect(Collectors.groupingBy(HistoryEvent::getEventType, TreeMap::new, Collectors.counting()));
    }
}
