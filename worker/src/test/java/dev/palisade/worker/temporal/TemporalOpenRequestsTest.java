package dev.palisade.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.palisade.worker.slowness.Look;
import dev.palisade.worker.slowness.OpenRequest;
import dev.palisade.worker.slowness.SampleStatus;
import dev.palisade.worker.slowness.UnseenException;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.payload.Payloads;
import dev.palisade.workflows.slowness.Sighting.Silence;
import io.grpc.Status;
import io.temporal.api.common.v1.Payload;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TemporalOpenRequestsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant OLD = NOW.minus(Duration.ofHours(1));
    private static final Duration ALLOWANCE = Duration.ofMinutes(5);
    private static final Payload NEWER = Payload.newBuilder()
            .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
            .setData(ByteString.copyFromUtf8("{\"type\": \"NOT_KNOWN_YET\", \"state\": \"NOR_THIS\"}"))
            .build();

    private FakeTemporal temporal;
    private TemporalConnection connection;
    private TemporalOpenRequests requests;

    @BeforeEach
    void start() throws IOException {
        temporal = new FakeTemporal();
        connection = temporal.connection();
        requests = new TemporalOpenRequests(connection, ALLOWANCE);
    }

    @AfterEach
    void stop() {
        connection.close();
        temporal.close();
    }

    @Test
    void oneThatANewerBuildHasWrittenIsSeenAsThatAndHidesNoOther() throws UnseenException {
        run("r-1", OLD);
        temporal.answers("request/r-1", NEWER);
        run("r-2", OLD);
        temporal.answers("request/r-2", status("r-2"));

        Look look = requests.look(NOW);

        assertThat(look.seen()).hasSize(2);
        assertThat(seen(look, "r-1").seen().unreadable()).isTrue();
        assertThat(seen(look, "r-1").unread())
                .contains("NOT_KNOWN_YET")
                .as("no payload in a log")
                .doesNotContain("NOR_THIS");
        assertThat(seen(look, "r-1").input()).as("nobody can tell whose it is").isNull();
        assertThat(seen(look, "r-2").seen().status())
                .extracting(RequestStatus::state)
                .isEqualTo(RequestState.AWAITING_APPROVAL);
    }

    @Test
    void oneThatNobodyAnswersForIsSilentFromThisLookOn() throws UnseenException {
        run("r-1", OLD);

        assertThat(seen(requests.look(NOW), "r-1").seen().silence())
                .isEqualTo(new Silence(NOW, "no worker answers for it"));
    }

    @Test
    void aQuestionThatTemporalRefusesIsNotLaidToTheWorkers() throws UnseenException {
        run("r-1", OLD);
        temporal.refusesQuestions("request/r-1", Status.RESOURCE_EXHAUSTED);

        assertThat(seen(requests.look(NOW), "r-1").seen().silence())
                .isEqualTo(new Silence(NOW, "a question to it is refused (RESOURCE_EXHAUSTED)"));
    }

    @Test
    void oneThatTheServerDoesNotDescribeIsSilentAndHidesNoOther() throws UnseenException {
        run("r-1", OLD);
        temporal.answers("request/r-1", status("r-1"));
        temporal.doesNotDescribe("request/r-1");
        run("r-2", OLD);
        temporal.answers("request/r-2", status("r-2"));

        Look look = requests.look(NOW);

        assertThat(seen(look, "r-1").seen().silence())
                .isEqualTo(new Silence(NOW, "Temporal's server does not describe it (DEADLINE_EXCEEDED)"));
        assertThat(seen(look, "r-2").seen().silence()).isNull();
    }

    @Test
    void whatMayBeSlowIsLookedAtFirstAndEachLookGoesOnWhereTheOneBeforeStopped() throws UnseenException {
        TemporalOpenRequests hurried = new TemporalOpenRequests(connection, ALLOWANCE, Duration.ZERO);
        IntStream.range(0, 120).forEach(each -> run("old-" + each, OLD.minusSeconds(each)));
        run("young", NOW);

        assertThat(look(hurried, false)).hasSize(50).contains("old-0").doesNotContain("young");
        assertThat(look(hurried, false)).hasSize(50).contains("old-49", "old-98");
        assertThat(look(hurried, true)).contains("old-98", "old-119", "young").hasSize(23);
        assertThat(look(hurried, false)).as("anew").hasSize(50).contains("old-0");
    }

    @Test
    void whatComesOfAgeWhileSeveralLooksGoThroughAllIsSeenByTheLastOfThem() throws UnseenException {
        TemporalOpenRequests hurried = new TemporalOpenRequests(connection, ALLOWANCE, Duration.ZERO);
        Instant later = NOW.plus(ALLOWANCE);
        IntStream.range(0, 60).forEach(each -> run("old-" + each, OLD.minusSeconds(each)));
        run("of age", NOW);

        assertThat(look(hurried, NOW, false)).hasSize(50);
        assertThat(look(hurried, later, true)).contains("old-59", "of age");
        assertThat(look(hurried, later, false)).as("anew").hasSize(50).contains("of age", "old-48");
    }

    private static List<String> look(TemporalOpenRequests requests, boolean last) throws UnseenException {
        return look(requests, NOW, last);
    }

    private static List<String> look(TemporalOpenRequests requests, Instant now, boolean last) throws UnseenException {
        Look look = requests.look(now);
        assertThat(look.last()).isEqualTo(last);
        return look.seen().stream().map(OpenRequest::id).toList();
    }

    private static OpenRequest seen(Look look, String id) {
        return look.seen().stream()
                .filter(open -> open.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void run(String id, Instant since) {
        temporal.run(Request.WORKFLOW_ID_PREFIX + id, since, NEWER);
    }

    private static Payload status(String id) {
        return Payloads.converter()
                .toPayload(SampleStatus.of(id, RequestState.AWAITING_APPROVAL, OLD))
                .orElseThrow();
    }
}
