package dev.palisade.client.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Approves a waiting plan, which must be named: what was looked at is what is decided on. */
@Command(
        name = "approve",
        description = {
            "Lets a plan run that waits for approval.",
            "It names the plan by its hash, which palisade show prints: if another plan waits by now, it is not touched."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade approve churn-prod-20261122-210102-7f3a --plan 3f5a9c1e",
            "  ./palisade approve churn-prod-20261122-210102-7f3a --plan 3f5a9c1e --by kim"
        })
public final class ApproveCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final SteeringOptions options = new SteeringOptions();

    @Option(
            names = "--plan",
            paramLabel = "HASH",
            required = true,
            description = "the waiting plan's hash, or its first 8 digits or more")
    private String plan = "";

    public ApproveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        return options.decide(context, plan, true);
    }
}
