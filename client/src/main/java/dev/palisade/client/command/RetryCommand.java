package dev.palisade.client.command;

import dev.palisade.client.steering.Steering;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a request again. */
@Command(
        name = "retry",
        description = {
            "Runs a request again that is parked, rolled back, cancelled, rejected or stuck.",
            "It looks at Azure anew, so what is done is not done again. It is a further attempt: the history of the earlier ones stays.",
            "A document that another request's has replaced meanwhile is refused."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade retry churn-prod-20261122-210102-7f3a",
            "  ./palisade retry churn-prod-20261122-210102-7f3a --by kim --watch"
        })
public final class RetryCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final SteeringOptions options = new SteeringOptions();

    @Option(names = "--anyway", description = "also if a newer document stands, which this one then replaces")
    private boolean anyway;

    public RetryCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        return anyway ? options.retryAnyway(context) : options.again(context, Steering.RETRY);
    }
}
