package dev.palisade.client.command;

import dev.palisade.client.command.SlowOptions.Queue;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.render.SlowText;
import dev.palisade.client.temporal.RequestQuery;
import dev.palisade.client.temporal.SlowRequest;
import dev.palisade.client.temporal.SlowRequests;
import dev.palisade.client.temporal.SlowRequests.Found;
import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.workflows.slowness.Slowness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code list --slow} prints: from Temporal, and from the queues that are known. */
final class SlowListing {
    private final CommandContext context;
    private final TemporalConnection connection;
    private final Slowness slowness;
    private final OutputOption output;

    SlowListing(CommandContext context, TemporalConnection connection, SlowOptions options, OutputOption output) {
        this.context = context;
        this.connection = connection;
        this.slowness = connection.slowness(options.after());
        this.output = output;
    }

    /**
     * For programs.
     *
     * @param temporal its address
     * @param queues those that were looked into
     * @param unseen what could not be seen, and why, a sentence each
     */
    record Seen(Instant seenAt, String temporal, List<String> queues, List<String> unseen, List<SlowRequest> slow) {}

    /** A queue or a request that cannot be looked at is said, and does not hide the others. */
    int print(RequestQuery query, int limit, List<Queue> queues) {
        String address = connection.target().address();
        Found found = new SlowRequests(connection.client(), address, slowness, context.clock()).find(query);
        List<SlowRequest> slow = new ArrayList<>(found.slow());
        Instant now = context.clock().instant();
        List<String> looked = new ArrayList<>();
        List<String> unseen = new ArrayList<>(found.unseen());
        for (Queue queue : queues) {
            try {
                slow.addAll(SlowOptions.waiting(queue, slowness, now).toList());
                looked.add(queue.target().queue());
            } catch (CommandFailure away) {
                unseen.add(String.valueOf(away.getMessage()));
            }
        }
        Seen seen = new Seen(
                now, address, looked, unseen, slow.stream().limit(limit).toList());
        output.print(context, seen, () -> lines(seen));
        return unseen.isEmpty() ? ExitCode.OK : ExitCode.UNAVAILABLE;
    }

    private List<String> lines(Seen seen) {
        List<String> lines = new ArrayList<>();
        lines.add(count(seen) + ", from Temporal at " + seen.temporal() + " and " + queues(seen.queues()) + ", by "
                + slowness.allowance() + " more than usual.");
        lines.addAll(seen.unseen());
        if (!seen.slow().isEmpty()) {
            lines.addAll(SlowText.table(seen.slow(), context.zone()));
        }
        return lines;
    }

    private static String count(Seen seen) {
        int waits = seen.slow().size();
        String none = seen.unseen().isEmpty() ? "Nothing is slow" : "Nothing that could be seen is slow";
        return waits == 0 ? none : waits == 1 ? "1 slow wait" : waits + " slow waits";
    }

    private static String queues(List<String> names) {
        return names.isEmpty()
                ? "no queue (--queue names one)"
                : names.stream().map(name -> "queue " + name).collect(Collectors.joining(", "));
    }
}
