package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.client.Palisade;
import dev.palisade.client.command.CommandContext;
import dev.palisade.client.request.ServiceBusMessageSender;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.Undone;
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

    /** Whoever asks is told at which step it went wrong, with what code, and on which resource. */
    static void assertTellsWhatFailed(Scene scene, RequestStatus status, StepKind step, String code) {
        String screen = show(scene.stack(), status.requestId());
        Told told = Told.by(status);
        assertThat(told.step()).isEqualTo(step.step());
        assertThat(told.code()).isEqualTo(code);
        assertThat(told.resource()).isEqualToIgnoringCase(step.resourceIn(scene));
        assertThat(screen)
                .contains(status.state().name())
                .contains(told.step())
                .contains(told.code() + ": ")
                .contains(told.resource());
    }

    /** The same of what Azure has answered with success at once, and not done: only the reading back shows it. */
    static void assertTellsWhatDiffers(Scene scene, RequestStatus status, StepKind step) {
        String screen = show(scene.stack(), status.requestId());
        assertThat(status.differences())
                .isNotEmpty()
                .allSatisfy(different -> assertThat(different.stepId()).isEqualTo(step.step()))
                .allSatisfy(different -> assertThat(screen).contains(different.stepId() + " " + different.field()));
        assertThat(screen).contains(status.state().name());
    }

    /** The cause of its rest that a request gives: the undo that failed if one did, else the step. */
    private record Told(String step, String code, String resource) {
        static Told by(RequestStatus status) {
            return status.undone().stream()
                    .filter(undone -> undone.result() == Undone.Result.FAILED)
                    .findFirst()
                    .map(undone -> new Told(undone.stepId(), beforeColon(undone.explanation()), undone.resource()))
                    .orElseGet(() -> byFailure(status));
        }

        private static Told byFailure(RequestStatus status) {
            AzureFailure failure = status.failure();
            assertThat(failure).as("why %s failed", status.requestId()).isNotNull();
            return new Told(String.valueOf(status.failedStep()), failure.code(), failure.resource());
        }

        private static String beforeColon(String explanation) {
            return explanation.substring(0, Math.max(0, explanation.indexOf(": ")));
        }
    }
}
