package dev.palisade.client.command;

import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.render.PauseText;
import dev.palisade.client.steering.PauseRegister;
import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.workflows.contract.PauseWorkflow.Pause;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists where writes are paused. */
@Command(
        name = "pauses",
        description = "Lists where writes are paused, by whom, and why.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./palisade pauses", "  ./palisade pauses --output json"})
public final class PausesCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final TemporalOptions temporal = new TemporalOptions();

    @Mixin
    private final StackOptions stack = new StackOptions();

    public PausesCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (TemporalConnection connection = temporal.connect(context, stack)) {
            List<Pause> pauses = new PauseRegister(connection.client())
                    .pauses()
                    .orElseThrow(() -> CommandFailure.unavailable(
                            "No worker answers, so what is paused cannot be read now; it holds all the same."));
            output.print(
                    context, pauses, () -> lines(pauses, connection.target().address()));
            return ExitCode.OK;
        }
    }

    private List<String> lines(List<Pause> pauses, String address) {
        List<String> lines = new ArrayList<>();
        lines.add((pauses.isEmpty() ? "Nothing is paused" : pauses.size() + " pause" + (pauses.size() == 1 ? "" : "s"))
                + ", from Temporal at " + address + ".");
        if (!pauses.isEmpty()) {
            lines.addAll(PauseText.table(pauses, context.zone()));
        }
        return lines;
    }
}
