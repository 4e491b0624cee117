package dev.palisade.client.command;

import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.render.PauseText;
import dev.palisade.client.steering.PauseRegister;
import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.workflows.contract.PauseWorkflow.Pause;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a pause of writes. */
@Command(
        name = "unpause",
        description =
                "Ends the pause of exactly this scope: everywhere, unless a subscription or an environment is named.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./palisade unpause", "  ./palisade unpause --environment churn-prod"})
public final class UnpauseCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final PauseScope scope = new PauseScope();

    @Mixin
    private final TemporalOptions temporal = new TemporalOptions();

    @Mixin
    private final StackOptions stack = new StackOptions();

    public UnpauseCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (TemporalConnection connection = temporal.connect(context, stack)) {
            String where = scope.resolve(connection);
            PauseRegister register = new PauseRegister(connection.client());
            register.pauses().ifPresent(pauses -> requirePaused(where, pauses));
            register.unpause(where);
            context.out().println("Writes are no longer paused " + PauseText.scope(where) + ".");
            context.out().flush();
            return ExitCode.OK;
        }
    }

    private static void requirePaused(String where, List<Pause> pauses) {
        if (pauses.stream().noneMatch(pause -> pause.scope().equals(where))) {
            String others =
                    pauses.stream().map(pause -> PauseText.scope(pause.scope())).collect(Collectors.joining(", "));
            throw CommandFailure.rejected("No pause was set " + PauseText.scope(where) + "; nothing was changed. "
                    + (pauses.isEmpty() ? "Nothing is paused." : "Writes are paused " + others + "."));
        }
    }
}
