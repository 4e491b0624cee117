package dev.palisade.client.command;

import dev.palisade.planning.request.RequestType;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Asks for an environment to be taken back. */
@Command(
        name = "delete",
        description = {
            "Sends a request to take back everything that Palisade did in an environment.",
            "What Palisade did not create stays, as does what another environment still needs. The plan waits for an"
                    + " approval: see palisade approve."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./palisade delete churn-prod", "  ./palisade delete churn-prod --id churn-end --watch"})
public final class DeleteCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final OperationOptions operation = new OperationOptions();

    public DeleteCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        return operation.send(context, RequestType.DELETE, data -> {});
    }
}
