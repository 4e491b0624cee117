package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.util.List;

/** Assertions that name the request they are about. */
final class Proofs {
    private Proofs() {}

    static void assertState(RequestStatus status, RequestState wanted) {
        assertState(status, List.of(wanted));
    }

    static void assertState(RequestStatus status, List<RequestState> wanted) {
        assertThat(status.state())
                .as(
                        "%s of %s; failed at %s: %s; findings %s; undone %s; still different %s",
                        status.type(),
                        status.requestId(),
                        status.failedStep(),
                        status.failure(),
                        status.findings(),
                        status.undone(),
                        status.differences())
                .isIn(wanted);
    }
}
