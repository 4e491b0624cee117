package dev.palisade.client.command;

import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.render.PauseText;
import dev.palisade.client.steering.PauseRegister;
import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.workflows.contract.PauseWorkflow.Pause;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Holds back all writes in a scope. */
@Command(
        name = "pause",
        description = {
            "Pauses writes: no step of any request begins, and none is taken back, until it is unpaused.",
            "What Azure already works on goes on and is watched; plans are still made. Everywhere, unless a subscription or an"
                    + " environment is named; a pause of the same scope is replaced."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade pause --reason \"Azure incident\"",
            "  ./palisade pause --environment churn-prod --reason \"release freeze\" --by kim"
        })
public final class PauseCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final PauseScope scope = new PauseScope();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "why: everybody whose request waits reads it")
    private String reason = "";

    @Mixin
    private final ByOption by = new ByOption();

    @Mixin
    private final TemporalOptions temporal = new TemporalOptions();

    @Mixin
    private final StackOptions stack = new StackOptions();

    public PauseCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (TemporalConnection connection = temporal.connect(context, stack)) {
            String where = scope.resolve(connection);
            new PauseRegister(connection.client())
                    .pause(new Pause(where, by.name(), reason, context.clock().instant()));
            context.out()
                    .println("Writes are paused " + PauseText.scope(where) + ", by " + by.declared() + ": " + reason);
            context.out().println("What Azure already works on goes on. ./palisade pauses lists what is paused.");
            context.out().flush();
            return ExitCode.OK;
        }
    }
}
