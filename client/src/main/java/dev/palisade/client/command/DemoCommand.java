package dev.palisade.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.client.stack.DataDirectory;
import dev.palisade.client.stack.Jars;
import dev.palisade.client.stack.LocalStack;
import dev.palisade.client.stack.LocalWorld;
import dev.palisade.client.stack.Ports;
import dev.palisade.client.stack.StackLife;
import dev.palisade.planning.plan.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job from end to end, on this machine, on a stack of its own. */
@Command(
        name = "demo",
        description = {
            "Runs the main job from end to end on this machine.",
            "Starts a local stack of its own on free ports, sends a document through Service Bus, shows the progress, and"
                    + " tells what exists then. Ends the stack and deletes its data, unless told otherwise."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:READY; with --fail: ROLLED_BACK, as promised; with --then delete: the world as it was",
            "1:with --fail, the planted failure did not strike; with --then delete, something is not as it was",
            "3, 4, 5, 6, 7, 9:it ended otherwise; see palisade watch --help",
            "8:a part could not start",
            "130, 143:stopped by Ctrl-C or SIGTERM"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade demo                 20 minutes of Azure's time in seconds",
            "  ./palisade demo --speed 1       the 20 minutes in full",
            "  ./palisade demo --fail myaks    the cluster fails late; see it taken back",
            "  ./palisade demo --then delete   and all of it is taken back in the end",
            "  ./palisade demo --profile seed  in the words and ways of 2019 and 2020",
            "  ./palisade demo --keep-running  leaves the stack running, to look around"
        })
public final class DemoCommand implements Callable<Integer> {
    private final CommandContext context;
    private final Jars jars;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "120",
            description = "how much faster than life the simulator's clock runs; 1 is life (default: ${DEFAULT-VALUE})")
    private double speed = 120;

    @Option(
            names = "--fail",
            paramLabel = "STEP",
            description = "make this step fail: its id, or its resource's name (myaks)")
    private @Nullable String fail;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "rewrite the document for this profile: ${COMPLETION-CANDIDATES} (default: as it is)")
    private @Nullable Profile profile;

    @Option(
            names = "--then",
            paramLabel = "ACTION",
            description =
                    "what follows once it is READY: ${COMPLETION-CANDIDATES} takes all of it back and compares the world"
                            + " with the one before")
    private @Nullable Then then;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "the document to send (default: examples/secure-environment.yaml)")
    private @Nullable Path file;

    @Option(
            names = "--keep",
            description = "keep the data directory, so that ./palisade up --data DIR can bring it back")
    private boolean keep;

    @Option(names = "--keep-running", description = "leave the stack running at the end, until Ctrl-C")
    private boolean keepRunning;

    /** Spelled as people type it. */
    enum Then {
        delete
    }

    public DemoCommand(CommandContext context, Jars jars) {
        this.context = context;
        this.jars = jars;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        UpCommand.requireSpeed(speed);
        Path document =
                Optional.ofNullable(file).orElseGet(() -> context.home().resolve("examples/secure-environment.yaml"));
        JsonNode read = DocumentArgument.read(document, context);
        JsonNode body = profile == null ? read : DemoDocument.in(profile, read);
        DataDirectory data = keep ? DataDirectory.kept() : DataDirectory.temporary();
        LocalStack stack =
                LocalStack.of(jars, data, Ports.free(), speed, LocalWorld.of(context.home()), Optional.empty());
        try (StackLife life = StackLife.guard(stack)) {
            context.out().println("Starting Temporal, the Azure simulator, a Service Bus broker and a worker.");
            life.stack().start();
            int exitCode = new DemoStory(context, stack).tell(body, Optional.ofNullable(fail), then == Then.delete);
            lookAround(stack, data.path());
            return exitCode;
        }
    }

    private void lookAround(LocalStack stack, Path data) throws InterruptedException {
        if (keepRunning) {
            context.out().println("The stack runs until Ctrl-C; ./palisade list --data " + data + " works against it.");
            stack.serve();
        }
        context.out()
                .println(
                        keep
                                ? "The stack ends here. ./palisade up --data " + data + " brings it back as it is."
                                : "The stack ends here and its data is deleted; --keep-running leaves it for you to look around.");
    }
}
