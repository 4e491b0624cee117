package dev.palisade.client;

import dev.palisade.client.command.AcceptCommand;
import dev.palisade.client.command.ApproveCommand;
import dev.palisade.client.command.AttachCommand;
import dev.palisade.client.command.CancelCommand;
import dev.palisade.client.command.ClusterCommand;
import dev.palisade.client.command.CommandContext;
import dev.palisade.client.command.ComputeCommand;
import dev.palisade.client.command.DeadLettersCommand;
import dev.palisade.client.command.DeleteCommand;
import dev.palisade.client.command.DemoCommand;
import dev.palisade.client.command.DetachCommand;
import dev.palisade.client.command.DoctorCommand;
import dev.palisade.client.command.KeysCommand;
import dev.palisade.client.command.ListCommand;
import dev.palisade.client.command.LogsCommand;
import dev.palisade.client.command.PauseCommand;
import dev.palisade.client.command.PausesCommand;
import dev.palisade.client.command.PlanCommand;
import dev.palisade.client.command.RejectCommand;
import dev.palisade.client.command.ResumeCommand;
import dev.palisade.client.command.RetryCommand;
import dev.palisade.client.command.SetupCommand;
import dev.palisade.client.command.ShowCommand;
import dev.palisade.client.command.StandInCommand;
import dev.palisade.client.command.StorageCommand;
import dev.palisade.client.command.SubmitCommand;
import dev.palisade.client.command.UnpauseCommand;
import dev.palisade.client.command.UpCommand;
import dev.palisade.client.command.VaultCommand;
import dev.palisade.client.command.WatchCommand;
import dev.palisade.client.failure.FailureLadder;
import dev.palisade.client.stack.Jars;
import dev.palisade.planning.finding.Language;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code palisade} command: its subcommands, wired by hand. */
@Command(
        name = "palisade",
        description = "Provisions network-isolated Azure Machine Learning environments, durably.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade demo          the main job on this machine, in a minute",
            "  ./palisade up            the local stack, until Ctrl-C",
            "  ./palisade submit FILE   send a request",
            "  ./palisade watch ID      follow it",
            "",
            "PALISADE_LOG=debug shows what the libraries log. NO_COLOR=1 leaves out colours."
        })
public final class Palisade implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final CommandContext context;

    private Palisade(CommandContext context) {
        this.context = context;
    }

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            scope = ScopeType.INHERIT,
            description =
                    "language of findings and remedies, shown and in the request's outcomes: en, ko or ja (default: en)")
    public void lang(Language language) {
        context.language().name(language);
    }

    /** Without a subcommand: says which there are. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    public static CommandLine commandLine(CommandContext context) {
        Jars jars = new Jars(context.home());
        CommandLine palisade = new CommandLine(new Palisade(context))
                .addSubcommand(new DemoCommand(context, jars))
                .addSubcommand(new UpCommand(context, jars))
                .addSubcommand(new SubmitCommand(context))
                .addSubcommand(new PlanCommand(context))
                .addSubcommand(new ListCommand(context))
                .addSubcommand(new ShowCommand(context))
                .addSubcommand(new WatchCommand(context));
        addOperations(palisade, context);
        addSteering(palisade, context);
        addDeadLetters(palisade, context);
        palisade.addSubcommand(new SetupCommand(context)).addSubcommand(new DoctorCommand(context));
        withHelp(palisade);
        addStandIns(palisade, jars);
        FailureLadder ladder = new FailureLadder(context.environment());
        return palisade.setOut(context.out())
                .setErr(context.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(ladder)
                .setExecutionExceptionHandler(ladder);
    }

    private static void addOperations(CommandLine palisade, CommandContext context) {
        palisade.addSubcommand(new DeleteCommand(context))
                .addSubcommand(new CommandLine(new StorageCommand())
                        .addSubcommand(new StorageCommand.Lock(context))
                        .addSubcommand(new StorageCommand.Open(context)))
                .addSubcommand(new CommandLine(new VaultCommand())
                        .addSubcommand(new VaultCommand.Lock(context))
                        .addSubcommand(new VaultCommand.Open(context)))
                .addSubcommand(new CommandLine(new ComputeCommand())
                        .addSubcommand(new ComputeCommand.Create(context))
                        .addSubcommand(new ComputeCommand.Scale(context))
                        .addSubcommand(new ComputeCommand.Delete(context)))
                .addSubcommand(new CommandLine(new ClusterCommand())
                        .addSubcommand(new ClusterCommand.Create(context))
                        .addSubcommand(new ClusterCommand.Scale(context))
                        .addSubcommand(new ClusterCommand.Delete(context)))
                .addSubcommand(new AttachCommand(context))
                .addSubcommand(new DetachCommand(context))
                .addSubcommand(new CommandLine(new KeysCommand())
                        .addSubcommand(new KeysCommand.Show(context))
                        .addSubcommand(new KeysCommand.Regenerate(context))
                        .addSubcommand(new KeysCommand.Rotate(context)))
                .addSubcommand(new LogsCommand(context));
    }

    private static void addSteering(CommandLine palisade, CommandContext context) {
        palisade.addSubcommand(new ApproveCommand(context))
                .addSubcommand(new RejectCommand(context))
                .addSubcommand(new CancelCommand(context))
                .addSubcommand(new RetryCommand(context))
                .addSubcommand(new AcceptCommand(context))
                .addSubcommand(new ResumeCommand(context))
                .addSubcommand(new PauseCommand(context))
                .addSubcommand(new UnpauseCommand(context))
                .addSubcommand(new PausesCommand(context));
    }

    private static void addDeadLetters(CommandLine palisade, CommandContext context) {
        palisade.addSubcommand(new CommandLine(new DeadLettersCommand())
                .addSubcommand(new DeadLettersCommand.ListAll(context))
                .addSubcommand(new DeadLettersCommand.Show(context))
                .addSubcommand(new DeadLettersCommand.Resubmit(context))
                .addSubcommand(new DeadLettersCommand.Discard(context)));
    }

    private static void addStandIns(CommandLine palisade, Jars jars) {
        palisade.addSubcommand(
                "azure",
                StandInCommand.spec(
                        jars, Jars.Jar.AZURE, "azure", "Runs the Azure simulator alone, with its own options."));
        palisade.addSubcommand(
                "bus",
                StandInCommand.spec(
                        jars, Jars.Jar.BUS, "bus", "Runs the Service Bus broker alone, with its own options."));
    }

    private static void withHelp(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getSubcommands().values().forEach(Palisade::withHelp);
    }
}
