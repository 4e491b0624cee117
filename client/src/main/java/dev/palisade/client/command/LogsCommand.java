package dev.palisade.client.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.client.failure.ExitCode;
import dev.palisade.planning.arm.ResourceId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what the containers of a version have written. */
@Command(
        name = "logs",
        description = "Prints the logs of one version of an endpoint, by your own Azure credential.",
        footerHeading = "%nExamples:%n",
        footer = "  ./palisade logs churn-prod churn blue --tail 50")
public final class LogsCommand implements Callable<Integer> {
    private static final int LINES = 100;

    private final CommandContext context;

    @Mixin
    private final EndpointOptions endpoint = new EndpointOptions();

    @Parameters(index = "2", paramLabel = "VERSION", description = "name of the version")
    private String version = "";

    @Option(names = "--tail", paramLabel = "N", description = "the last N lines (default: ${DEFAULT-VALUE})")
    private int tail = LINES;

    @Option(names = "--initializer", description = "of the container that fetches the model, not of the server")
    private boolean initializer;

    public LogsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        ResourceId deployment = endpoint.online(context).child("deployments", version);
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("containerType", initializer ? "StorageInitializer" : "InferenceServer")
                .put("tail", tail);
        context.out()
                .println(endpoint.azure(context)
                        .post(deployment.toString(), "getLogs", body, "the logs of version " + version)
                        .path("content")
                        .asText());
        return ExitCode.OK;
    }
}
