package dev.palisade.client.command;

import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.request.QueueTarget;
import dev.palisade.planning.request.RequestType;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Sends a document; returns when the queue has it, not when it is done. */
@Command(
        name = "submit",
        description = "Checks a document and sends it as a request to make Azure so.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the queue has the message",
            "2:wrong usage",
            "3:the document is refused; nothing was sent",
            "8:the queue or the file is not there"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade submit examples/secure-environment.yaml",
            "  ./palisade submit env.yaml --id churn-2026-11 --servicebus-namespace contoso.servicebus.windows.net --queue churn"
        })
public final class SubmitCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final DocumentArgument document = new DocumentArgument();

    @Mixin
    private final QueueOptions queue = new QueueOptions();

    @Mixin
    private final StackOptions stack = new StackOptions();

    public SubmitCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var body = document.read(context);
        QueueTarget target = queue.target(context, stack);
        String id = Submission.send(context, target, RequestType.APPLY, body, document.id());
        context.out().println("Sent request " + id + " to " + target + ".");
        context.out().println("Follow it with: ./palisade watch " + id);
        context.out().flush();
        return ExitCode.OK;
    }
}
