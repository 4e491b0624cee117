package dev.palisade.client.temporal;

import dev.palisade.client.failure.CommandFailure;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.payload.Answer;
import dev.palisade.workflows.slowness.SlowWait;
import dev.palisade.workflows.slowness.Slowness;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DataConverterException;
import io.temporal.serviceclient.StatusUtils;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads requests: from a worker if one answers, else from what Temporal has stored. Never fails only because no worker runs. */
public final class RequestReader {
    private final WorkflowClient client;
    private final String address;
    private final Clock clock;
    private final PendingActivities pendingActivities;
    private final WorkerQuery worker;
    private final EnvironmentDirectory environments;
    private final Sightings sightings;
    private final Slowness slowness;

    /** Of a real Azure. */
    public RequestReader(WorkflowClient client, String address, Clock clock) {
        this(client, address, clock, new Slowness(Slowness.DEFAULT_ALLOWANCE, 1));
    }

    public RequestReader(WorkflowClient client, String address, Clock clock, Slowness slowness) {
        this.client = client;
        this.address = address;
        this.clock = clock;
        this.pendingActivities = new PendingActivities(client);
        this.worker = new WorkerQuery(client);
        this.environments = new EnvironmentDirectory(client, address);
        this.sightings = new Sightings(client, environments);
        this.slowness = slowness;
    }

    /**
     * At its end it comes with what its environment says.
     *
     * @throws CommandFailure if Temporal has no such request
     */
    public RequestView read(String requestId) {
        RequestView view = there(requestId);
        return view.resting() ? inEnvironment(view) : view;
    }

    private RequestView there(String requestId) {
        return find(requestId)
                .orElseThrow(() -> CommandFailure.unavailable("There is no request " + requestId + " in Temporal at "
                        + address + ". ./palisade list shows those there are; a message that is still in the queue,"
                        + " or was dead-lettered (./palisade deadletters list), is not among them."));
    }

    /** Empty while the message has not become a workflow. */
    public Optional<RequestView> find(String requestId) {
        WorkflowStub stub = client.newUntypedWorkflowStub(Request.WORKFLOW_ID_PREFIX + requestId);
        return described(stub).map(description -> view(stub, description));
    }

    private RequestView inEnvironment(RequestView view) {
        String environment = view.environmentId();
        return environment == null
                ? view
                : view.in(environments.view(environment).orElse(null));
    }

    static Optional<WorkflowExecutionDescription> described(WorkflowStub stub) {
        try {
            return Optional.of(stub.describe());
        } catch (WorkflowNotFoundException e) {
            if (e.getCause() instanceof StatusRuntimeException namespace && !isNoSuchWorkflow(namespace)) {
                throw namespace;
            }
            return Optional.empty();
        } catch (StatusRuntimeException e) {
            if (isNoSuchWorkflow(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A namespace that is not there is answered with the same code. */
    static boolean isNoSuchWorkflow(StatusRuntimeException failure) {
        return failure.getStatus().getCode() == Status.Code.NOT_FOUND
                && !StatusUtils.hasFailure(failure, NamespaceNotFoundFailure.class);
    }

    /**
     * The newest attempt of a request, with what its environment says; a request of which an attempt is named is that attempt alone.
     *
     * @param requestId {@code churn-1}, or {@code churn-1/attempt-2}
     * @throws CommandFailure if Temporal has no such request
     */
    public RequestView newest(String requestId) {
        return inEnvironment(there(newestId(requestId)));
    }

    /** The attempts before this one, newest first; those that Temporal has forgotten are not among them. */
    public List<RequestView> before(RequestView view) {
        RequestListing listing = view.listing();
        List<RequestView> earlier = new ArrayList<>();
        for (int attempt = listing.attempt() - 1; attempt >= 1; attempt--) {
            find(Request.idOf(listing.request(), attempt)).ifPresent(earlier::add);
        }
        return List.copyOf(earlier);
    }

    /** Attempts are asked for one by one: the list of workflows lags behind what was just started. */
    private String newestId(String requestId) {
        if (requestId.contains(Request.ATTEMPT)) {
            return requestId.endsWith(Request.ATTEMPT + 1)
                    ? requestId.substring(0, requestId.indexOf(Request.ATTEMPT))
                    : requestId;
        }
        int newest = 1;
        while (exists(Request.idOf(requestId, newest + 1))) {
            newest++;
        }
        return Request.idOf(requestId, newest);
    }

    /** The newest first, at most {@code limit}. */
    public List<RequestListing> list(RequestQuery query, int limit) {
        try (var runs = client.listExecutions(query.text())) {
            return NewestRequests.of(runs.map(RequestListing::of).iterator(), limit);
        }
    }

    private boolean exists(String requestId) {
        return described(client.newUntypedWorkflowStub(Request.WORKFLOW_ID_PREFIX + requestId))
                .isPresent();
    }

    private RequestView view(WorkflowStub stub, WorkflowExecutionDescription description) {
        RequestListing listing = RequestListing.of(description);
        Answer<RequestStatus> result =
                listing.execution() == RequestListing.Execution.COMPLETED ? result(stub) : new Answer.Silence<>();
        boolean ended = !(result instanceof Answer.Silence);
        Answer<RequestStatus> status =
                ended ? result : worker.ask(description.getExecution(), "status", RequestStatus.class);
        return new RequestView(
                listing,
                source(status, ended),
                clock.instant(),
                address,
                status.known().orElse(null),
                pendingActivities.of(
                        description.getExecution().getWorkflowId(),
                        listing.runId(),
                        description.getRawDescription().getPendingActivitiesList()),
                slow(listing, description, status),
                null);
    }

    private static RequestView.Source source(Answer<RequestStatus> status, boolean ended) {
        if (status.unreadable()) {
            return RequestView.Source.NEWER_BUILD;
        }
        return ended
                ? RequestView.Source.RESULT
                : status.known().isPresent() ? RequestView.Source.WORKER : RequestView.Source.SERVER_ONLY;
    }

    private List<SlowWait> slow(
            RequestListing listing, WorkflowExecutionDescription description, Answer<RequestStatus> status) {
        return listing.execution() == RequestListing.Execution.RUNNING
                ? slowness.of(sightings.of(description, status), clock.instant())
                : List.of();
    }

    private static Answer<RequestStatus> result(WorkflowStub stub) {
        try {
            return Answer.of(stub.getResult(10, TimeUnit.SECONDS, RequestStatus.class));
        } catch (TimeoutException e) {
            // A closed run gives its result at once; if not, the query may still answer.
            return new Answer.Silence<>();
        } catch (DataConverterException unread) {
            return Answer.unreadable(unread);
        }
    }
}
