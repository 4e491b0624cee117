package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.acceptance.stack.CommandLine;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.Undone;
import java.nio.file.Path;
import java.util.List;

/** What {@code palisade show} prints. The command itself, in this process: hundreds of JVMs would take longer than all the proofs. */
final class Screen {
    private static final Path HOME = Path.of("..");

    private Screen() {}

    static String show(LocalStack stack, String requestId) {
        CommandLine.Ran ran = stack.commandLine(HOME).runHere(List.of("show", requestId));
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        return ran.output();
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
