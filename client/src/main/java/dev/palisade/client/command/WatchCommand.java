package dev.palisade.client.command;

import dev.palisade.client.temporal.TemporalConnection;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A request, live, until it rests. Ctrl-C ends the watching, never the request. */
@Command(
        name = "watch",
        description = {
            "Shows a request live until it rests: a line for each step.",
            "Draws in place on a terminal; prints each change when piped. Ctrl-C ends only the watching."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:READY, or PLANNED",
            "2:wrong usage",
            "3:REJECTED",
            "4:ROLLED_BACK",
            "5:PARKED",
            "6:STUCK",
            "7:CANCELLED",
            "8:Temporal or the request is not there",
            "9:ended from outside without an outcome"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./palisade watch churn-prod-20261122-210102-7f3a", "  ./palisade watch ID | tee progress.log"})
public final class WatchCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(
            index = "0",
            paramLabel = "ID",
            description = "the request's id, as submit printed it; ID/attempt-1 for an earlier attempt")
    private String id = "";

    @Mixin
    private final TemporalOptions temporal = new TemporalOptions();

    @Mixin
    private final StackOptions stack = new StackOptions();

    public WatchCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (TemporalConnection connection = temporal.connect(context, stack)) {
            return Watching.toTheEnd(context, connection, id, Duration.ZERO);
        }
    }
}
