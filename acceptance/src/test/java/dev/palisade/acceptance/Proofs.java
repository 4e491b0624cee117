package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;

/** Assertions that name the request they are about. */
final class Proofs {
    private Proofs() {}

    static void assertState(RequestStatus status, RequestState wanted) {
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
                .isEqualTo(wanted);
    }
}
