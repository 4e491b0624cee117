package dev.palisade.client.command;

import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.steering.PlanHashPrefix;
import dev.palisade.client.steering.RequestSteering;
import dev.palisade.client.steering.Steering;
import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.workflows.contract.Request;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which request is steered, in which Temporal, by whom. */
@Command(
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Temporal has it; with --watch: READY",
            "2:wrong usage",
            "3:the request's state does not allow it; nothing was changed. With --watch: REJECTED",
            "4, 5, 6, 7, 9:with --watch; see palisade watch --help",
            "8:Temporal or the request is not there"
        })
final class SteeringOptions {
    @Parameters(index = "0", paramLabel = "ID", description = "the request's id, as submit printed it")
    private String id = "";

    @Option(names = "--watch", description = "follow the request until it rests; the exit code is then that of watch")
    private boolean watch;

    @Mixin
    private final ByOption by = new ByOption();

    @Mixin
    private final TemporalOptions temporal = new TemporalOptions();

    @Mixin
    private final StackOptions stack = new StackOptions();

    /** A step on one request. */
    interface Step {
        /** Returns what to say of it. */
        List<String> take(RequestSteering steering);
    }

    String id() {
        return id;
    }

    ByOption by() {
        return by;
    }

    int take(CommandContext context, Step step) throws InterruptedException {
        try (TemporalConnection connection = temporal.connect(context, stack)) {
            var reader = connection.requests(context.clock());
            List<String> said = step.take(new RequestSteering(connection.client(), reader, context.clock()));
            said.forEach(context.out()::println);
            context.out().flush();
            if (watch) {
                return Watching.toTheEnd(context, connection, id, Duration.ZERO);
            }
            context.out().println("Follow it with: ./palisade watch " + id);
            context.out().flush();
            return ExitCode.OK;
        }
    }

    int again(CommandContext context, Steering as) throws InterruptedException {
        return take(context, steering -> begun(steering.again(as, id, by.name())));
    }

    int retryAnyway(CommandContext context) throws InterruptedException {
        return take(context, steering -> begun(steering.retryAnyway(id, by.name())));
    }

    private List<String> begun(Request attempt) {
        return List.of("Attempt " + attempt.attempt() + " of request " + attempt.id() + " has begun, asked for by "
                + by.declared() + ".");
    }

    int decide(CommandContext context, String plan, boolean approved) throws InterruptedException {
        PlanHashPrefix named = PlanHashPrefix.of(plan);
        return take(
                context,
                steering -> List.of((approved ? "Approved plan " : "Refused plan ")
                        + steering.decide(id, named, approved, by.name()).hash() + " of request " + id + ", by "
                        + by.declared() + "."));
    }
}
