package dev.palisade.client.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.temporal.RequestReader;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.client.temporal.TemporalConnection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One request on one screen, once. */
@Command(
        name = "show",
        description =
                "Shows a request, the newest attempt first: its steps, what it waits for, what failed and why, what was taken back, what"
                        + " remains, and the commands that help.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade show churn-prod-20261122-210102-7f3a",
            "  ./palisade show churn-prod-20261122-210102-7f3a --output json"
        })
public final class ShowCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(
            index = "0",
            paramLabel = "ID",
            description = "the request's id, as submit printed it; ID/attempt-1 for an earlier attempt")
    private String id = "";

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final TemporalOptions temporal = new TemporalOptions();

    @Mixin
    private final StackOptions stack = new StackOptions();

    public ShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (TemporalConnection connection = temporal.connect(context, stack)) {
            RequestReader reader = connection.requests(context.clock());
            RequestView view = reader.newest(id);
            List<RequestView> earlier = reader.before(view);
            output.print(
                    context,
                    new Shown(view, earlier),
                    () -> Watching.text(context, connection.target().scale()).screen(view, earlier));
            return ExitCode.OK;
        }
    }

    /** For programs: the newest attempt's fields, and the attempts before it. */
    record Shown(@JsonUnwrapped RequestView newest, List<RequestView> earlier) {}
}
