package dev.palisade.client.temporal;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Those that began last, out of Temporal's order: first all that are open, then those that ended last. Not every store of Temporal's lets
 * itself be told another order; but what ended before any of these began cannot have begun after it, and so not all need be read.
 */
final class NewestRequests {
    /** Of those of one moment, the later attempt first. */
    static final Comparator<RequestListing> ORDER = Comparator.comparing(RequestListing::startedAt)
            .thenComparing(RequestListing::attempt)
            .reversed()
            .thenComparing(RequestListing::id);

    private final int limit;
    private final PriorityQueue<RequestListing> oldestFirst = new PriorityQueue<>(ORDER.reversed());

    private NewestRequests(int limit) {
        this.limit = limit;
    }

    /** At most {@code limit}, the newest first. Reads no further than it must. */
    static List<RequestListing> of(Iterator<RequestListing> listed, int limit) {
        NewestRequests newest = new NewestRequests(limit);
        while (listed.hasNext() && newest.mayTake(listed.next())) {
            newest.dropOldest();
        }
        return newest.oldestFirst.stream().sorted(ORDER).toList();
    }

    /** False if neither this one nor any after it can be among the newest. */
    private boolean mayTake(RequestListing next) {
        RequestListing oldest = oldestFirst.peek();
        if (oldest != null
                && oldestFirst.size() == limit
                && next.closedAt() != null
                && next.closedAt().isBefore(oldest.startedAt())) {
            return false;
        }
        return oldestFirst.add(next);
    }

    private void dropOldest() {
        if (oldestFirst.size() > limit) {
            oldestFirst.remove();
        }
    }
}
