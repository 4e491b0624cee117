package dev.palisade.client.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Refuses a waiting plan, which must be named: what was looked at is what is decided on. */
@Command(
        name = "reject",
        description = {
            "Refuses a plan that waits for approval; the request ends and nothing of it is done.",
            "It names the plan by its hash, which palisade show prints: if another plan waits by now, it is not touched."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade reject churn-prod-20261122-210102-7f3a --plan 3f5a9c1e",
            "  ./palisade reject churn-prod-20261122-210102-7f3a --plan 3f5a9c1e --by kim"
        })
public final class RejectCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final SteeringOptions options = new SteeringOptions();

    @Option(
            names = "--plan",
            paramLabel = "HASH",
            required = true,
            description = "the waiting plan's hash, or its first 8 digits or more")
    private String plan = "";

    public RejectCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        return options.decide(context, plan, false);
    }
}
