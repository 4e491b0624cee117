package dev.palisade.client.temporal;

import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.payload.Answer;
import dev.palisade.workflows.slowness.Sighting;
import dev.palisade.workflows.slowness.Slowness;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowServiceException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The running requests that make no progress for longer than is usual. Several are asked at a time: where no worker is, each takes seconds. */
public final class SlowRequests {
    private static final int AT_ONCE = 32;
    private static final int AT_MOST = 1000;
    /** In one line. */
    private static final int NAMED = 5;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final WorkflowClient client;
    private final WorkerQuery worker;
    private final Sightings sightings;
    private final Slowness slowness;
    private final Clock clock;

    public SlowRequests(WorkflowClient client, String address, Slowness slowness, Clock clock) {
        this.client = client;
        this.worker = new WorkerQuery(client);
        this.sightings = new Sightings(client, new EnvironmentDirectory(client, address));
        this.slowness = slowness;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param slow one for each wait; those of the request that began first come first
     * @param unseen which others may be slow too, and why that is not known, a sentence each
     */
    public record Found(List<SlowRequest> slow, List<String> unseen) {}

    /** One request; {@code unseen} says why nothing is known of it, and is null if all is. */
    private record Seen(
            String id, List<SlowRequest> slow, @Nullable String unseen) {}

    /** The oldest are looked at first. */
    public Found find(RequestQuery query) {
        List<RequestListing> open = open(query);
        List<SlowRequest> slow = new ArrayList<>();
        Map<String, List<String>> unseen = new TreeMap<>();
        for (Seen seen : ask(open.stream().limit(AT_MOST).toList())) {
            slow.addAll(seen.slow);
            if (seen.unseen != null) {
                unseen.computeIfAbsent(seen.unseen, reason -> new ArrayList<>()).add(seen.id);
            }
        }
        List<String> sentences = new ArrayList<>();
        unseen.forEach((reason, ids) -> sentences.add(reason + ": " + some(ids)));
        if (open.size() > AT_MOST) {
            sentences.add("Only the " + AT_MOST + " that began first were looked at, of " + open.size()
                    + " open requests. --team or --environment asks for fewer.");
        }
        return new Found(slow, sentences);
    }

    private static String some(List<String> ids) {
        String named = ids.stream().limit(NAMED).collect(Collectors.joining(", "));
        return ids.size() <= NAMED ? named : named + " and " + (ids.size() - NAMED) + " more";
    }

    /** What has begun within the allowance cannot be slow. */
    private List<RequestListing> open(RequestQuery query) {
        try (var runs = client.listExecutions(query.open(clock.instant().minus(slowness.allowance())))) {
            return runs.map(RequestListing::of)
                    .sorted(Comparator.comparing(RequestListing::startedAt))
                    .toList();
        }
    }

    private List<Seen> ask(List<RequestListing> open) {
        ExecutorService askers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<CompletableFuture<Seen>> asked = open.stream()
                    .map(listed -> CompletableFuture.supplyAsync(() -> see(listed), askers)
                            .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                            .exceptionally(failure -> unseen(listed, failure)))
                    .toList();
            return asked.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException said ? said : failed;
        } finally {
            askers.shutdownNow();
        }
    }

    /** The list lags behind: what has ended meanwhile waits for nothing. */
    private Seen see(RequestListing listed) {
        return RequestReader.described(client.newUntypedWorkflowStub(Request.WORKFLOW_ID_PREFIX + listed.id()))
                .filter(run -> RequestListing.of(run).execution() == RequestListing.Execution.RUNNING)
                .map(this::see)
                .orElse(new Seen(listed.id(), List.of(), null));
    }

    private Seen see(WorkflowExecutionDescription run) {
        RequestListing now = RequestListing.of(run);
        Answer<RequestStatus> status = worker.ask(run.getExecution(), "status", RequestStatus.class);
        Sighting seen = sightings.of(run, status);
        return new Seen(
                now.id(),
                slowness.of(seen, clock.instant()).stream()
                        .map(wait -> SlowRequest.of(now, wait))
                        .toList(),
                seen.unreadable() ? "Written by another build, or damaged; ask with that version" : null);
    }

    private static Seen unseen(RequestListing listed, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return new Seen(listed.id(), List.of(), "Not reached within " + PATIENCE.toSeconds() + " s");
        }
        if (cause instanceof StatusRuntimeException || cause instanceof WorkflowServiceException) {
            Status.Code code = Status.fromThrowable(cause).getCode();
            return new Seen(listed.id(), List.of(), "Temporal does not say how it stands (" + code + ")");
        }
        throw new CompletionException(cause);
    }
}
