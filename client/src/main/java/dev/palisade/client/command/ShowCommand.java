package dev.palisade.client.command;

import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.client.temporal.TemporalConnection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One request on one screen, once. */
@Command(
        name = "show",
        description = "Shows a request: its steps, what it waits for, what failed, what was taken back, what remains.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade show churn-prod-20261122-210102-7f3a",
            "  ./palisade show churn-prod-20261122-210102-7f3a --output json"
        })
public final class ShowCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "ID", description = "the request's id, as submit printed it")
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
            RequestView view = connection.requests(context.clock()).read(id);
            output.print(
                    context,
                    view,
                    () -> Watching.text(context, connection.target().scale()).screen(view));
            return ExitCode.OK;
        }
    }
}
