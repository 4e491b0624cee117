package dev.palisade.client.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.client.SampleRequest;
import dev.palisade.client.temporal.RequestListing;
import dev.palisade.workflows.contract.RequestState;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestTableTest {
    /** Temporal gives the open ones first, then those that ended last. */
    @Test
    void theNewestIsFirstWhetherItIsOpenOrNot() {
        assertThat(Stream.of(
                                begun("open", RequestState.APPLYING, 1),
                                begun("ended", RequestState.READY, 3),
                                begun("again", RequestState.PARKED, 2),
                                begun("again/attempt-2", RequestState.READY, 2))
                        .sorted(RequestTable.NEWEST_FIRST))
                .extracting(RequestListing::id)
                .containsExactly("ended", "again/attempt-2", "again", "open");
    }

    private static RequestListing begun(String id, RequestState state, int second) {
        RequestListing any = SampleRequest.listing(state);
        Instant at = SampleRequest.START.plusSeconds(second);
        return new RequestListing(
                id,
                any.runId(),
                any.execution(),
                any.state(),
                any.team(),
                any.environment(),
                any.step(),
                any.errorCode(),
                any.profile(),
                at,
                any.closedAt());
    }
}
