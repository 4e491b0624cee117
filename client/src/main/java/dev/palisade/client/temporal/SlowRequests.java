package dev.palisade.client.temporal;

import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.slowness.Slowness;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** The running requests that make no progress for longer than is usual. Several are asked at a time: where no worker is, each takes seconds. */
public final class SlowRequests {
    private static final int AT_ONCE = 8;
    /** As many as a worker looks at. */
    private static final int AT_MOST = 1000;

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

    /** One for each wait; what began last comes first. */
    public List<SlowRequest> find(RequestQuery query) {
        ExecutorService askers = Executors.newFixedThreadPool(AT_ONCE);
        try (var runs = client.listExecutions(query.open())) {
            List<CompletableFuture<List<SlowRequest>>> asked = runs.limit(AT_MOST)
                    .map(RequestListing::of)
                    .map(listing -> CompletableFuture.supplyAsync(() -> slow(listing), askers))
                    .toList();
            return asked.stream().flatMap(SlowRequests::answer).toList();
        } finally {
            askers.shutdownNow();
        }
    }

    private static Stream<SlowRequest> answer(CompletableFuture<List<SlowRequest>> asked) {
        try {
            return asked.join().stream();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** The list lags behind: what has ended meanwhile waits for nothing. */
    private List<SlowRequest> slow(RequestListing listed) {
        WorkflowStub stub = client.newUntypedWorkflowStub(Request.WORKFLOW_ID_PREFIX + listed.id());
        return RequestReader.described(stub)
                .map(description -> {
                    RequestListing now = RequestListing.of(description);
                    if (now.execution() != RequestListing.Execution.RUNNING) {
                        return List.<SlowRequest>of();
                    }
                    Optional<RequestStatus> status =
                            worker.ask(description.getExecution(), "status", RequestStatus.class);
                    return slowness.of(sightings.of(description, status.orElse(null)), clock.instant()).stream()
                            .map(wait -> SlowRequest.of(now, wait))
                            .toList();
                })
                .orElse(List.of());
    }
}
