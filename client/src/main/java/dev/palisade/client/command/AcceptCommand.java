package dev.palisade.client.command;

import dev.palisade.client.steering.Steering;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keeps the world as it is as the desired one. */
@Command(
        name = "accept",
        description = {
            "Keeps what a parked or stuck request left as the environment's desired state.",
            "What is missing leaves the document, what differs is taken over; nothing in Azure is changed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade accept churn-prod-20261122-210102-7f3a",
            "  ./palisade accept churn-prod-20261122-210102-7f3a --by kim --watch"
        })
public final class AcceptCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final SteeringOptions options = new SteeringOptions();

    public AcceptCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        return options.again(context, Steering.ACCEPT);
    }
}
