package dev.palisade.client.command;

import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.render.PlanText;
import dev.palisade.client.temporal.RequestReader;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.client.timing.TimeScale;
import dev.palisade.client.watch.QuietScreen;
import dev.palisade.client.watch.Watch;
import dev.palisade.planning.request.RequestType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A dry run: what an apply would do now. Takes no turn and changes nothing. */
@Command(
        name = "plan",
        description =
                "Sends a document as a dry run and prints the plan: steps, changes, findings. Changes nothing in Azure.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:there is a plan, or nothing to do",
            "2:wrong usage",
            "3:the document is refused",
            "8:the queue, Temporal or the file is not there",
            "9:the dry run was ended from outside"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade plan examples/secure-environment.yaml",
            "  ./palisade plan examples/secure-environment.yaml --output json"
        })
public final class PlanCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final DocumentArgument document = new DocumentArgument();

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "request id; the same id and content count once (default: a new one)")
    private @Nullable String id;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final QueueOptions queue = new QueueOptions();

    @Mixin
    private final TemporalOptions temporal = new TemporalOptions();

    @Mixin
    private final StackOptions stack = new StackOptions();

    public PlanCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        var body = document.read(context);
        try (TemporalConnection connection = temporal.connect(context, stack)) {
            String sent = Submission.send(
                    context,
                    queue.target(context, stack),
                    RequestType.PLAN,
                    body.path("name").asText(""),
                    body,
                    id);
            RequestReader reader = connection.requests(context.clock());
            RequestView view =
                    new Watch(reader, new QuietScreen(), Watching::sleep).untilRest(sent, Watching.ACCEPTANCE);
            output.print(context, view, () -> lines(view, connection.target().scale()));
            return view.exitCode().orElse(ExitCode.NO_OUTCOME);
        }
    }

    private List<String> lines(RequestView view, TimeScale scale) {
        List<String> lines = new ArrayList<>(Watching.text(context, scale).head(view));
        if (view.status() != null) {
            lines.add("");
            lines.addAll(PlanText.of(view.status(), scale, context.style(), context.locale()));
        }
        return lines;
    }
}
