package dev.palisade.client.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.client.SampleRequest;
import dev.palisade.workflows.contract.RequestState;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NewestRequestsTest {
    /** Temporal gives the open ones first, then those that ended last. */
    @Test
    void theNewestIsFirstWhetherItIsOpenOrNot() {
        assertThat(newest(
                        9,
                        begun("open", 1, null),
                        begun("ended", 3, 9),
                        begun("again", 2, 8),
                        begun("again/attempt-2", 2, 7)))
                .containsExactly("ended", "again/attempt-2", "again", "open");
    }

    @Test
    void thoseThatBeganLastStayEvenIfTheyEndedFirst() {
        assertThat(newest(2, begun("open", 1, null), begun("long", 2, 9), begun("short", 6, 7), begun("quick", 4, 5)))
                .containsExactly("short", "quick");
    }

    @Test
    void nothingIsReadBehindWhatEndedBeforeAllOfThemBegan() {
        Iterator<RequestListing> listed = Stream.of(
                        begun("third", 7, 9), begun("second", 5, 6), begun("first", 1, 4), begun("never read", 1, 3))
                .iterator();

        assertThat(NewestRequests.of(listed, 2)).extracting(RequestListing::id).containsExactly("third", "second");
        assertThat(listed.next().id()).isEqualTo("never read");
    }

    private static List<String> newest(int limit, RequestListing... listed) {
        return NewestRequests.of(Stream.of(listed).iterator(), limit).stream()
                .map(RequestListing::id)
                .toList();
    }

    private static RequestListing begun(String id, int second, @Nullable Integer endedSecond) {
        RequestListing any = SampleRequest.listing(RequestState.APPLYING);
        Instant start = SampleRequest.START;
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
                start.plusSeconds(second),
                endedSecond == null ? null : start.plusSeconds(endedSecond));
    }
}
