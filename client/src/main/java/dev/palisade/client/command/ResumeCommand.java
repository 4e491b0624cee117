package dev.palisade.client.command;

import dev.palisade.client.steering.Steering;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Goes on with a failed undo. */
@Command(
        name = "resume",
        description = {
            "Goes on with the undo of a stuck request, once a person has mended the cause.",
            "It takes back what the earlier undo could not. It is a further attempt: the history of the earlier ones stays."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade resume churn-prod-20261122-210102-7f3a",
            "  ./palisade resume churn-prod-20261122-210102-7f3a --by kim --watch"
        })
public final class ResumeCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final SteeringOptions options = new SteeringOptions();

    public ResumeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        return options.again(context, Steering.RESUME);
    }
}
