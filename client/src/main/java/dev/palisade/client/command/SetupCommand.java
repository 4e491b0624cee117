package dev.palisade.client.command;

import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.setup.NamespaceSetup;
import dev.palisade.client.temporal.TemporalConnection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes a Temporal namespace fit for Palisade. The local stack does so by itself. */
@Command(
        name = "setup",
        description =
                "Registers the namespace, its retention and the search attributes in a Temporal. Run again, it changes nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade setup --temporal-address temporal.example.org:7233",
            "  ./palisade setup --temporal-profile production --temporal-namespace palisade"
        })
public final class SetupCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final TemporalOptions temporal = new TemporalOptions();

    @Mixin
    private final StackOptions stack = new StackOptions();

    public SetupCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (TemporalConnection connection = temporal.connect(context, stack)) {
            String namespace = connection.target().namespace();
            List<String> changed = new NamespaceSetup(connection.stubs()).ensure(namespace);
            String where = "Temporal at " + connection.target().address() + ", namespace " + namespace + ": ";
            context.out().println(where + (changed.isEmpty() ? "all was there." : String.join("; ", changed) + "."));
            context.out().flush();
            return ExitCode.OK;
        }
    }
}
