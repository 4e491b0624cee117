package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.acceptance.Procedure.Command;
import dev.palisade.acceptance.stack.CommandLine;
import dev.palisade.acceptance.stack.CommandLine.Ran;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.acceptance.stack.WorkerProcess;
import dev.palisade.workflows.contract.RequestStatus;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The page on upgrading a worker, followed to the letter. Where it says that something is wrong, the old workers have just died. */
final class UpgradePage {
    private static final Path HOME = Path.of("..");
    /** What doctor exits with when something is wrong. */
    private static final int WRONG = 8;

    private final LocalStack stack;
    private final Procedure procedure = Procedure.page("upgrade-a-worker");
    private final Map<String, WorkerProcess> configured;
    private final Map<String, Runnable> before = new HashMap<>();
    private final StringBuilder printed = new StringBuilder();
    private final String newBuild;
    private WorkerProcess old;

    private UpgradePage(LocalStack stack, Map<String, WorkerProcess> configured, String newBuild) {
        this.stack = stack;
        this.configured = configured;
        this.newBuild = newBuild;
        this.old = stack.worker();
    }

    /** @param old the build of the stack's own worker */
    static UpgradePage of(LocalStack stack, String old, String next) {
        return new UpgradePage(
                stack,
                Map.of("next.yaml", stack.workerOf(next, false), "previous.yaml", stack.workerOf(old, false)),
                next);
    }

    /** What happens just before the first command about this request. */
    UpgradePage before(String request, Runnable what) {
        before.put(request, what);
        return this;
    }

    void follow() {
        procedure.commands().forEach(this::run);
        procedure.promised().forEach(line -> assertThat(printed.toString()).contains(line));
        assertThat(before).as("what was to happen and did not").isEmpty();
    }

    private void run(Command command) {
        Runnable first = before.remove(command.request());
        if (first != null) {
            first.run();
        }
        if (command.exitCode() == WRONG) {
            old.kill();
        }
        switch (command.program()) {
            case WORKER -> startWorker(command.words());
            case TEMPORAL -> assertExits(command, stack.temporal().commandLine(command.words()));
            case PALISADE -> palisade(command);
        }
    }

    private void startWorker(List<String> words) {
        assertThat(words).startsWith("--config").hasSize(2);
        String file = words.get(1);
        configured.get(file).start();
        if (file.equals("previous.yaml")) {
            old = configured.get(file);
        }
        Eventually.await(
                "Temporal knows the new build", () -> Builds.on(stack).known().contains(newBuild));
    }

    private void palisade(Command command) {
        CommandLine palisade = stack.commandLine(HOME);
        List<String> words = withHash(command).words();
        Ran ran = palisade.run(words);
        if (words.equals(List.of("doctor")) && ran.exitCode() != command.exitCode()) {
            // Temporal's list of workflows lags behind what was just done, and a person looks again.
            Eventually.await(
                    "doctor exits with " + command.exitCode() + ", not as in " + ran.output(),
                    () -> palisade.run(words).exitCode() == command.exitCode());
            ran = palisade.run(words);
        }
        assertExits(command, ran);
    }

    private Command withHash(Command command) {
        if (!command.words().contains("HASH")) {
            return command;
        }
        RequestStatus status = stack.requests().status(command.request()).orElseThrow();
        return command.with("HASH", status.plan().hash());
    }

    private void assertExits(Command command, Ran ran) {
        assertThat(ran.exitCode())
                .as("exit code of %s, which printed:%n%s", ran.arguments(), ran.output())
                .isEqualTo(command.exitCode());
        printed.append(ran.output());
    }
}
