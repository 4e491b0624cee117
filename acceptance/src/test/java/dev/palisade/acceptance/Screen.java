package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.client.Palisade;
import dev.palisade.client.command.CommandContext;
import dev.palisade.client.request.ServiceBusMessageSender;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.StepActivities.Difference;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** What {@code palisade show} prints. The command itself, in this process: hundreds of JVMs would take longer than all the proofs. */
final class Screen {
    private static final Path HOME = Path.of("..");
    private static final int WIDE = 200;

    private Screen() {}

    static String show(LocalStack stack, String requestId) {
        StringWriter printed = new StringWriter();
        PrintWriter writer = new PrintWriter(printed, true);
        CommandContext context = new CommandContext(
                HOME,
                Map.of(),
                writer,
                writer,
                new CommandContext.Terminal(false, WIDE),
                Clock.systemUTC(),
                new ServiceBusMessageSender());
        String temporal = stack.temporal().target();
        int exitCode = Palisade.commandLine(context).execute("show", requestId, "--temporal-address", temporal);
        writer.flush();
        assertThat(exitCode).as(printed.toString()).isZero();
        return printed.toString();
    }

    /** Whoever asks is told where the request failed, and why. */
    static void assertTellsWhatFailed(LocalStack stack, RequestStatus status) {
        String screen = show(stack, status.requestId());
        if (status.failure() != null) {
            assertThat(screen)
                    .contains("Failed at " + status.failedStep())
                    .contains(status.failure().code() + ": " + status.failure().message())
                    .contains(status.failure().resource());
        }
        assertThat(screen).contains(status.state().name());
        assertThat(status.differences())
                .extracting(Difference::stepId)
                .allSatisfy(different -> assertThat(screen).contains(different));
    }
}
