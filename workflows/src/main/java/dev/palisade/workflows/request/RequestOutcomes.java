package dev.palisade.workflows.request;

import dev.palisade.planning.plan.Plan;
import dev.palisade.workflows.calls.Outbox;
import dev.palisade.workflows.contract.OutcomeType;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.Undone;
import io.temporal.workflow.Workflow;
import java.util.List;

/** What a request tells the world, from its acceptance to its rest. Nothing waits for it but the end of the request. */
final class RequestOutcomes {
    /** Since version 1 it tells more than that it awaits approval or rests. Histories of before have nothing else in them. */
    private static final String ON_THE_WAY = "outcomes-on-the-way";

    private final Outbox outbox;
    private final StepOutcomes steps;
    private boolean onTheWay;
    private String plannedHash = "";

    RequestOutcomes(Request request, StepRuns runs) {
        outbox = new Outbox(request.language());
        steps = new StepOutcomes(request, runs, outbox);
    }

    /** Before anything else. */
    void accepted(RequestStatus status) {
        onTheWay = Workflow.getVersion(ON_THE_WAY, Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
        if (onTheWay) {
            outbox.post(OutcomeType.ACCEPTED, status);
        }
    }

    /** Not again if it is made again and says the same, as it should be after an approval. */
    void planned(RequestStatus status, Plan plan) {
        if (onTheWay && !plan.hash().equals(plannedHash)) {
            plannedHash = plan.hash();
            outbox.post(OutcomeType.PLANNED, status.with(plan));
        }
    }

    void moved(RequestState state, int generation, List<Undone> undone) {
        if (onTheWay) {
            steps.tell(state, generation, undone);
        }
    }

    /** That it awaits approval, or rests. */
    void entered(RequestStatus status) {
        if (onTheWay) {
            outbox.post(OutcomeType.of(status.state()), status);
        } else {
            outbox.post(status);
        }
    }

    void drain() {
        outbox.drain();
    }
}
