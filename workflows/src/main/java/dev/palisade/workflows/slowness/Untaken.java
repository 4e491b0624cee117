package dev.palisade.workflows.slowness;

import dev.palisade.planning.finding.Finding.WhoseMove;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Work that Temporal has for a worker and that no worker has taken. An attempt that runs is none: Temporal ends it within minutes. */
final class Untaken {
    private Untaken() {}

    static Stream<SlowWait> of(Sighting seen) {
        Stream<@Nullable SlowWait> calls = seen.calls().stream()
                .map(call -> waiting(call.dueAt(), "no worker has taken " + call.activity() + ", which is due"));
        return Stream.concat(
                        Stream.of(waiting(seen.taskSince(), "no worker has finished the workflow task that is due")),
                        calls)
                .filter(Objects::nonNull);
    }

    private static @Nullable SlowWait waiting(@Nullable Instant since, String explanation) {
        return since == null ? null : SlowWait.ofRequest(Where.TEMPORAL, since, WhoseMove.OPERATOR, explanation);
    }
}
