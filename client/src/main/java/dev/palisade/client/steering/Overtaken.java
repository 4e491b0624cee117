package dev.palisade.client.steering;

import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.temporal.EnvironmentDirectory;
import dev.palisade.client.temporal.EnvironmentView;
import dev.palisade.client.temporal.RequestInput;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Generation;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestStatus;
import java.util.Optional;

/** A request whose document is older than what stands by now: trying it again would silently bring the old one back. */
public final class Overtaken {
    private final RequestInput inputs;
    private final EnvironmentDirectory environments;

    Overtaken(RequestInput inputs, EnvironmentDirectory environments) {
        this.inputs = inputs;
        this.environments = environments;
    }

    /**
     * What another request has made stand since this one last had a turn. Empty if that is nothing, if this one carries no document, and if it
     * never had a turn: then its generation does not tell.
     */
    public static Optional<Generation> by(RequestView view) {
        RequestStatus status = view.status();
        return status == null || !status.type().carriesDocument() || status.generation() == 0
                ? Optional.empty()
                : byAnother(view).filter(standing -> standing.number() >= status.generation());
    }

    /** @throws CommandFailure if a newer document stands than the one that this attempt carries, or nobody can say */
    void refuse(RequestView view, Request attempt) {
        if (!attempt.type().carriesDocument()) {
            return;
        }
        if (view.environment() == null && environments.exists(attempt.environment())) {
            throw CommandFailure.unavailable("No worker answers, so nobody can say whether a newer document stands than"
                    + " the one of " + attempt.id() + ". Is a worker running? " + anyway(attempt));
        }
        byAnother(view).filter(standing -> isNewer(standing, view, attempt)).ifPresent(standing -> {
            throw CommandFailure.rejected("Generation " + standing.number() + " of environment " + name(view, attempt)
                    + " stands, by request " + standing.requestId() + ", and is newer than the document of "
                    + attempt.id() + ": trying that one again would replace it. Nothing was changed. Send the document"
                    + " anew with ./palisade submit. " + anyway(attempt));
        });
    }

    private static Optional<Generation> byAnother(RequestView view) {
        return Optional.ofNullable(view.environment())
                .map(EnvironmentView::desired)
                .filter(standing -> !standing.requestId().equals(view.listing().request()));
    }

    /** Generations are counted as turns are given; of a request that never had one, the message says when it was sent. */
    private boolean isNewer(Generation standing, RequestView view, Request attempt) {
        int generation = Optional.ofNullable(view.status())
                .map(RequestStatus::generation)
                .orElse(0);
        if (generation > 0) {
            return standing.number() >= generation;
        }
        Optional<Request> theirs = message(standing.requestId());
        Optional<Request> ours = message(attempt.id());
        return theirs.isEmpty()
                || ours.isEmpty()
                || theirs.get().acceptedAt().isAfter(ours.get().acceptedAt());
    }

    private Optional<Request> message(String requestId) {
        return inputs.of(Request.WORKFLOW_ID_PREFIX + requestId);
    }

    private static String name(RequestView view, Request attempt) {
        return Optional.ofNullable(view.environment())
                .map(EnvironmentView::name)
                .orElse(attempt.name());
    }

    private static String anyway(Request attempt) {
        return "To run it whatever stands: ./palisade retry " + attempt.id() + " --anyway.";
    }
}
