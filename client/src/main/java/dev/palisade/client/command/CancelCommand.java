package dev.palisade.client.command;

import dev.palisade.client.temporal.RequestView;
import dev.palisade.workflows.contract.RequestState;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops a request that runs. */
@Command(
        name = "cancel",
        description = {
            "Stops a request: begins nothing new, aborts in Azure what can be aborted, waits for the rest, and takes back what"
                    + " was done.",
            "It ends CANCELLED once that is finished; a door that it has closed stays closed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade cancel churn-prod-20261122-210102-7f3a --reason \"wrong subnet\"",
            "  ./palisade cancel churn-prod-20261122-210102-7f3a --watch"
        })
public final class CancelCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final SteeringOptions options = new SteeringOptions();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "no reason given",
            description = "why, for whoever looks at it later (default: ${DEFAULT-VALUE})")
    private String reason = "no reason given";

    public CancelCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        String text = reason + ", by " + options.by().declared();
        return options.take(context, steering -> said(steering.cancel(options.id(), text)));
    }

    private List<String> said(RequestView view) {
        String state = view.state().map(RequestState::name).orElse("not begun");
        return List.of("Asked request " + options.id() + " to stop; it was " + state + ". Reason: " + reason + ", by "
                + options.by().declared() + ".");
    }
}
