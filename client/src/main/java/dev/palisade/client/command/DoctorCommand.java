package dev.palisade.client.command;

import dev.palisade.client.doctor.Check;
import dev.palisade.client.doctor.QueueExamination;
import dev.palisade.client.doctor.TemporalExamination;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.render.CheckText;
import dev.palisade.client.request.QueueTarget;
import dev.palisade.client.setup.NamespaceSetup;
import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.client.temporal.TemporalTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks whether what Palisade needs is there, and which requests wait for what is not. */
@Command(
        name = "doctor",
        description =
                "Looks at Temporal, the builds of the worker, the requests that wait for one, and the queue; changes nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing that was looked at is wrong",
            "2:wrong usage",
            "8:something is wrong, and what helps is said"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./palisade doctor",
            "  ./palisade doctor --output json",
            "  ./palisade doctor --temporal-profile production --servicebus-namespace contoso.servicebus.windows.net --queue churn"
        })
public final class DoctorCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(
            names = "--dedupe-horizon",
            paramLabel = "DURATION",
            defaultValue = NamespaceSetup.RETENTION_DAYS + "d",
            converter = DurationConverter.class,
            description = "how old a message the workers take, as their configuration says (default: ${DEFAULT-VALUE})")
    private Duration dedupeHorizon = Duration.ofDays(NamespaceSetup.RETENTION_DAYS);

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final TemporalOptions temporal = new TemporalOptions();

    @Mixin
    private final QueueOptions queue = new QueueOptions();

    @Mixin
    private final StackOptions stack = new StackOptions();

    public DoctorCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<Check> checks = new ArrayList<>(ofTemporal(temporal.target(context, stack)));
        checks.addAll(ofQueues());
        output.print(context, checks, () -> CheckText.of(checks));
        return checks.stream().anyMatch(check -> check.verdict() == Check.Verdict.WRONG)
                ? ExitCode.UNAVAILABLE
                : ExitCode.OK;
    }

    private List<Check> ofTemporal(TemporalTarget target) {
        try (TemporalConnection connection = TemporalConnection.open(target)) {
            return new TemporalExamination(connection, dedupeHorizon, context.clock()).checks();
        } catch (CommandFailure away) {
            return List.of(Check.wrong("Temporal", "cannot be reached", String.valueOf(away.getMessage())));
        }
    }

    private List<Check> ofQueues() {
        List<QueueTarget> targets;
        try {
            targets = queue.targets(context, stack);
        } catch (CommandFailure unnamed) {
            return List.of(Check.notChecked("queue", String.valueOf(unnamed.getMessage())));
        }
        return targets.stream().map(QueueExamination::of).toList();
    }
}
