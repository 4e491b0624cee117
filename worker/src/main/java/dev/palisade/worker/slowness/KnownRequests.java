package dev.palisade.worker.slowness;

import dev.palisade.workflows.slowness.Slowness;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open requests as each was seen last, which may have taken several looks. */
final class KnownRequests {
    private static final Logger LOG = LoggerFactory.getLogger(KnownRequests.class);

    private final Slowness slowness;
    private final Map<String, Known> known = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();

    KnownRequests(Slowness slowness) {
        this.slowness = slowness;
    }

    private record Known(OpenRequest open, List<Slow> slow) {}

    void see(Look look, Instant now) {
        look.seen().forEach(open -> see(open, now));
        if (!look.last()) {
            LOG.warn(
                    "one look covers {} open requests, and there are more: the next goes on where it stopped",
                    look.seen().size());
            return;
        }
        known.keySet().retainAll(seen);
        seen.clear();
    }

    private void see(OpenRequest open, Instant now) {
        Known before = known.get(open.id());
        OpenRequest current = before == null ? open : open.after(before.open);
        if (current.seen().unreadable()
                && (before == null || !before.open.seen().unreadable())) {
            LOG.warn(
                    "what request {} says was written by a newer build; whether it is slow is judged by workers of that build",
                    open.id());
        }
        known.put(
                open.id(),
                new Known(
                        current,
                        slowness.of(current.seen(), now).stream()
                                .map(current::slow)
                                .toList()));
        seen.add(open.id());
    }

    List<Slow> slow() {
        return known.values().stream().flatMap(one -> one.slow.stream()).toList();
    }

    /** While Temporal is away. */
    List<Slow> unreachable(Instant since, String reason, Instant now) {
        return known.values().stream()
                .flatMap(one -> slowness.unreachable(one.open.seen(), since, reason, now).map(one.open::slow).stream())
                .toList();
    }
}
