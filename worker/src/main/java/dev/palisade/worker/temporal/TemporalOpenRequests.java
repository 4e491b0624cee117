package dev.palisade.worker.temporal;

import com.google.protobuf.ByteString;
import dev.palisade.worker.slowness.Look;
import dev.palisade.worker.slowness.OpenRequest;
import dev.palisade.worker.slowness.OpenRequests;
import dev.palisade.worker.slowness.UnseenException;
import dev.palisade.workflows.slowness.Sighting;
import io.grpc.Deadline;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.QueryWorkflowResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the open requests from Temporal: which there are, what its server knows of each, and what a worker says of it. All questions of a
 * page are asked at once, so that a page takes no longer than two answers may. Those that may be slow come first; the list has the last
 * begun first, and so the next look goes on with those begun before.
 */
public final class TemporalOpenRequests implements OpenRequests {
    private static final String OPEN = "WorkflowType = 'Request' AND ExecutionStatus = 'Running' AND StartTime ";
    private static final int PAGE = 50;
    /** A look has to end before the next. */
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final TemporalConnection connection;
    private final TemporalQuestions temporal;
    private final Duration allowance;
    private final Duration atMost;
    private @Nullable Instant stoppedAt;
    /** What may be slow began by then; the same for all looks that go through all, or they would leave out what comes of age meanwhile. */
    private Instant old = Instant.EPOCH;

    /** @param allowance what is younger cannot be slow */
    public TemporalOpenRequests(TemporalConnection connection, Duration allowance) {
        this(connection, allowance, AT_MOST);
    }

    TemporalOpenRequests(TemporalConnection connection, Duration allowance, Duration atMost) {
        this.connection = connection;
        this.temporal = new TemporalQuestions(connection);
        this.allowance = allowance;
        this.atMost = atMost;
    }

    @Override
    public Look look(Instant now) throws UnseenException {
        Deadline end = Deadline.after(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (stoppedAt == null) {
            old = now.minus(allowance);
        }
        List<OpenRequest> seen = new ArrayList<>();
        try {
            stoppedAt = read("<= '" + Objects.requireNonNullElse(stoppedAt, old) + "'", now, end, seen);
            if (stoppedAt == null) {
                read("> '" + old + "'", now, end, seen);
            }
            return new Look(seen, stoppedAt == null);
        } catch (StatusRuntimeException away) {
            throw new UnseenException(
                    "Temporal at " + connection.address() + " does not tell which requests are open ("
                            + away.getStatus().getCode() + ")",
                    away);
        }
    }

    /** Null if that was all, else when the last one began that there was time for. */
    private @Nullable Instant read(String begun, Instant now, Deadline end, List<OpenRequest> seen) {
        ByteString token = ByteString.EMPTY;
        do {
            ListWorkflowExecutionsResponse page = temporal.list(OPEN + begun, PAGE, token);
            seen.addAll(read(page.getExecutionsList(), now));
            token = page.getNextPageToken();
            if (!token.isEmpty() && end.isExpired()) {
                return Sighting.startedAt(page.getExecutions(page.getExecutionsCount() - 1));
            }
        } while (!token.isEmpty());
        return null;
    }

    private List<OpenRequest> read(List<WorkflowExecutionInfo> page, Instant now) {
        Map<String, Reply<QueryWorkflowResponse>> environments = new HashMap<>();
        List<FirstQuestions> asked = page.stream()
                .map(listed -> FirstQuestions.about(listed, temporal))
                .toList();
        List<Inquiry> further =
                asked.stream().map(questions -> questions.further(environments)).toList();
        return further.stream().flatMap(inquiry -> inquiry.seen(now).stream()).toList();
    }
}
