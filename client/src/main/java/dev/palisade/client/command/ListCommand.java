package dev.palisade.client.command;

import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.render.RequestTable;
import dev.palisade.client.temporal.RequestListing;
import dev.palisade.client.temporal.RequestQuery;
import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.workflows.contract.RequestState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists requests, from Temporal's visibility store. */
@Command(
        name = "list",
        description = "Lists requests, newest first.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade list",
            "  ./palisade list --state PARKED --output json",
            "  ./palisade list --team research --limit 5",
            "  ./palisade list --slow"
        })
public final class ListCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(names = "--state", paramLabel = "STATE", description = "only those in this state: ${COMPLETION-CANDIDATES}")
    private @Nullable RequestState state;

    @Option(names = "--team", paramLabel = "TEAM", description = "only those of this team")
    private @Nullable String team;

    @Option(
            names = "--environment",
            paramLabel = "ID",
            description = "only those of this environment: its workspace's ARM id")
    private @Nullable String environment;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "at most so many (default: 50)")
    private int limit = 50;

    @Mixin
    private final SlowOptions slow = new SlowOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final TemporalOptions temporal = new TemporalOptions();

    @Mixin
    private final StackOptions stack = new StackOptions();

    public ListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (TemporalConnection connection = temporal.connect(context, stack)) {
            if (slow.asked()) {
                return new SlowListing(context, connection, slow, output).print(query(), limit, queues(connection));
            }
            List<RequestListing> listings = connection.requests(context.clock()).list(query(), limit);
            output.print(
                    context, listings, () -> lines(listings, connection.target().address()));
            return ExitCode.OK;
        }
    }

    private List<SlowOptions.Queue> queues(TemporalConnection connection) {
        return slow.queues(context, stack, connection.target(), team);
    }

    private RequestQuery query() {
        return new RequestQuery(
                state == null ? null : state.name(),
                team,
                environment == null ? null : environment.toLowerCase(java.util.Locale.ROOT));
    }

    private List<String> lines(List<RequestListing> listings, String address) {
        List<String> lines = new ArrayList<>();
        String count =
                listings.isEmpty() ? "No requests" : listings.size() + " request" + (listings.size() == 1 ? "" : "s");
        lines.add(
                count + ", from Temporal at " + address + (listings.size() == limit ? " (--limit shows more)." : "."));
        if (!listings.isEmpty()) {
            lines.addAll(RequestTable.of(listings, context.zone()));
        }
        return lines;
    }
}
