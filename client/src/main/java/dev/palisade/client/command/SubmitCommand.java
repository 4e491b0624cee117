package dev.palisade.client.command;

import dev.palisade.planning.request.RequestType;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Sends a document; returns when the queue has it, unless it is to be watched. */
@Command(
        name = "submit",
        description = "Checks a document and sends it as a request to make Azure so.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade submit examples/secure-environment.yaml",
            "  ./palisade submit env.yaml --watch",
            "  ./palisade submit env.yaml --id churn-2026-11 --servicebus-namespace contoso.servicebus.windows.net --queue churn"
        })
public final class SubmitCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final DocumentArgument document = new DocumentArgument();

    @Mixin
    private final MessageOptions message = new MessageOptions();

    public SubmitCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        var body = document.read(context);
        return message.send(context, RequestType.APPLY, body.path("name").asText(""), body);
    }
}
