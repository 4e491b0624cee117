package dev.palisade.client.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.client.SampleRequest;
import dev.palisade.client.temporal.SlowRequests.Found;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.slowness.Slowness;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of a request that says how it stands in words that this build does not know, no more is told than Temporal itself knows. */
class NewerBuildTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant OLD = NOW.minus(Duration.ofHours(1));
    private static final Map<String, String> NEWER = Map.of("state", "NOT_KNOWN_YET");
    private static final RequestQuery ALL = new RequestQuery(null, null, null);

    private FakeTemporal temporal;

    @BeforeEach
    void start() throws IOException {
        temporal = new FakeTemporal();
    }

    @AfterEach
    void stop() {
        temporal.close();
    }

    @Test
    void itIsShownAsWhatItIs() {
        temporal.run("churn-1", OLD, NEWER);

        RequestView view =
                new RequestReader(temporal.client(), "in this test", Clock.fixed(NOW, ZoneOffset.UTC)).read("churn-1");

        assertThat(view.source()).isEqualTo(RequestView.Source.NEWER_BUILD);
        assertThat(view.status()).isNull();
        assertThat(view.slow()).as("only that build can tell").isEmpty();
    }

    @Test
    void inTheListOfWhatIsSlowItIsNamedAndHidesNoOther() {
        temporal.run("churn-1", OLD, NEWER);
        temporal.run("churn-2", OLD, SampleRequest.in(RequestState.AWAITING_APPROVAL));

        Found found = find();

        assertThat(found.slow()).extracting(SlowRequest::id).containsExactly("churn-2");
        assertThat(found.unseen())
                .containsExactly("Written by another build, or damaged; ask with that version: churn-1");
    }

    @Test
    void aRequestThatTemporalDoesNotDescribeIsNamedAndHidesNoOther() {
        temporal.runUndescribed("churn-1", OLD);
        temporal.run("churn-2", OLD, SampleRequest.in(RequestState.AWAITING_APPROVAL));

        Found found = find();

        assertThat(found.slow()).extracting(SlowRequest::id).containsExactly("churn-2");
        assertThat(found.unseen()).containsExactly("Temporal does not say how it stands (PERMISSION_DENIED): churn-1");
    }

    @Test
    void ofManyThatAreNotDescribedTheFirstAreNamedAndTheOthersCounted() {
        IntStream.range(0, 7).forEach(each -> temporal.runUndescribed("churn-" + each, OLD.plusSeconds(each)));

        assertThat(find().unseen())
                .containsExactly("Temporal does not say how it stands (PERMISSION_DENIED):"
                        + " churn-0, churn-1, churn-2, churn-3, churn-4 and 2 more");
    }

    /** It was met by one of those who ask, and has to come to the failure ladder as what it is. */
    @Test
    void aDescriptionThatCannotBeReadIsThrownAsThat() {
        temporal.runGarbled("churn-1", OLD);

        assertThatThrownBy(this::find)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PalisadeState");
    }

    @Test
    void whatBeganFirstComesFirst() {
        temporal.run("churn-2", OLD, SampleRequest.in(RequestState.AWAITING_APPROVAL));
        temporal.run("churn-1", OLD.minusSeconds(1), SampleRequest.in(RequestState.AWAITING_APPROVAL));

        assertThat(find().slow()).extracting(SlowRequest::id).containsExactly("churn-1", "churn-2");
        assertThat(ALL.open(OLD)).endsWith("ExecutionStatus = 'Running' AND StartTime <= '2026-11-23T11:00:00Z'");
    }

    private Found find() {
        return new SlowRequests(
                        temporal.client(),
                        "in this test",
                        new Slowness(Slowness.DEFAULT_ALLOWANCE, 1),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .find(ALL);
    }
}
