package dev.palisade.worker.slowness;

import dev.palisade.planning.request.RequestType;
import dev.palisade.worker.intake.Messages;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.time.Instant;
import java.util.List;

/** What a request says of itself that has not moved since its start. */
public final class SampleStatus {
    private SampleStatus() {}

    public static RequestStatus of(String id, RequestState state, Instant since) {
        return new RequestStatus(
                id,
                RequestType.APPLY,
                Messages.WORKSPACE,
                "churn",
                Messages.TEAM.name(),
                state,
                1,
                since,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                null,
                1,
                null,
                null,
                since);
    }
}
