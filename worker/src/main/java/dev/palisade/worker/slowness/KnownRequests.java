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

    /** What is slow of that which this look saw: the others may have ended since. */
    List<Slow> see(Look look, Instant now) {
        if (!look.last() && seen.isEmpty()) {
            LOG.warn(
                    "one look covers {} open requests, and there are more: the next goes on where it stopped",
                    look.seen().size());
        }
        List<Slow> slow =
                look.seen().stream().flatMap(open -> see(open, now).stream()).toList();
        if (look.last()) {
            known.keySet().retainAll(seen);
            seen.clear();
        }
        return slow;
    }

    private List<Slow> see(OpenRequest open, Instant now) {
        Known before = known.get(open.id());
        OpenRequest current = before == null ? open : open.after(before.open);
        if (current.unread() != null && (before == null || before.open.unread() == null)) {
            LOG.warn(
                    "what request {} says was written by another build, or is damaged ({}); whether it is slow is"
                            + " judged by workers of that build",
                    open.id(),
                    current.unread());
        }
        List<Slow> slow =
                slowness.of(current.seen(), now).stream().map(current::slow).toList();
        known.put(open.id(), new Known(current, slow));
        seen.add(open.id());
        return slow;
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
