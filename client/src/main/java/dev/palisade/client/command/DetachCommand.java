package dev.palisade.client.command;

import dev.palisade.planning.request.RequestType;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Detaches an AKS cluster or a machine from an environment's workspace; what was attached stays. */
@Command(
        name = "detach",
        description = {
            "Sends a request to detach an AKS cluster or a machine from the environment's workspace. The cluster or machine stays.",
            "The plan waits for an approval: see palisade approve."
        },
        footerHeading = "%nExamples:%n",
        footer = "  ./palisade detach churn-prod myaks")
public final class DetachCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final OperationOptions operation = new OperationOptions();

    @Parameters(index = "1", paramLabel = "NAME", description = "name of the compute in the workspace")
    private String name = "";

    public DetachCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        return operation.send(context, RequestType.DETACH, data -> data.put("name", name));
    }
}
