package dev.palisade.client.temporal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palisade.client.failure.ExitCode;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.slowness.SlowWait;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request as it was seen once: what it says of itself where that could be had, and what Temporal says of it always.
 *
 * @param status null if neither a worker nor a result could give it; then the listing is all that is known
 * @param slow what it waits for longer than is usual; empty if it makes progress
 * @param environment what its environment said; null if nobody asked, none is there, or no worker answers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RequestView(
        RequestListing listing,
        Source source,
        Instant seenAt,
        String temporal,
        @Nullable RequestStatus status,
        List<PendingActivity> pending,
        List<SlowWait> slow,
        @Nullable EnvironmentView environment) {
    public RequestView {
        pending = List.copyOf(pending);
        slow = List.copyOf(slow);
    }

    /** Where a view's status was read. */
    public enum Source {
        /** A worker answered the query. */
        WORKER,
        /** The run is over; its stored result. */
        RESULT,
        /** No worker answered: search attributes, history and pending activities. */
        SERVER_ONLY,
        /** What was answered or stored has words that this build does not know: as if nobody had answered. */
        NEWER_BUILD
    }

    /** Empty if the state is unknown: a run that no worker has touched yet. */
    public Optional<RequestState> state() {
        return status == null ? listing.requestState() : Optional.of(status.state());
    }

    /** True if this attempt is at its end, and its environment still waits for a person to see to what an undo of the request has left. */
    public boolean stuck() {
        return resting() && environment != null && listing.request().equals(environment.stuck());
    }

    /** The environment's name, for people: a request that carries no document knows only its workspace's. */
    public Optional<String> environmentName() {
        Optional<String> known = Optional.ofNullable(environment).map(EnvironmentView::name);
        return status == null ? known : Optional.of(name(status, known));
    }

    private static String name(RequestStatus status, Optional<String> known) {
        return status.type().carriesDocument() ? status.name() : known.orElse(status.name());
    }

    /** Null if nobody told it. */
    public @Nullable String environmentId() {
        return status == null ? listing.environment() : status.environment();
    }

    RequestView in(@Nullable EnvironmentView seen) {
        return new RequestView(listing, source, seenAt, temporal, status, pending, slow, seen);
    }

    /** Null if no status could be read. */
    public @Nullable RequestType type() {
        return status == null ? null : status.type();
    }

    /** True if nothing more will happen by itself. */
    public boolean resting() {
        return listing.execution() != RequestListing.Execution.RUNNING
                || state().map(RequestState::resting).orElse(false);
    }

    /** What became of the request, as an exit code; empty while it runs. */
    public OptionalInt exitCode() {
        if (!resting()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                state().filter(RequestState::resting).map(ExitCode::of).orElse(ExitCode.NO_OUTCOME));
    }

    public Optional<PendingActivity> pendingFor(String stepId) {
        return pending.stream()
                .filter(activity -> stepId.equals(activity.stepId()))
                .findFirst();
    }
}
