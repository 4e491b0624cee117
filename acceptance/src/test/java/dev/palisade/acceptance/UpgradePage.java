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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

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
    private WorkerProcess old;

    private UpgradePage(LocalStack stack, Map<String, WorkerProcess> configured) {
        this.stack = stack;
        this.configured = configured;
        this.old = stack.worker();
    }

    /** @param old the build of the stack's own worker */
    static UpgradePage of(LocalStack stack, String old, String next) {
        return new UpgradePage(
                stack, Map.of("next.yaml", stack.workerOf(next, false), "previous.yaml", stack.workerOf(old, false)));
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
            case TEMPORAL -> told(command, () -> stack.temporal().commandLine(command.words()));
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
    }

    private void palisade(Command command) {
        List<String> words = withHash(command).words();
        CommandLine palisade = stack.commandLine(HOME);
        if (words.equals(List.of("doctor"))) {
            told(command, () -> palisade.run(words));
        } else {
            assertExits(command, palisade.run(words));
        }
    }

    /** Temporal hears of a new build, and lists what has moved, a little later than it happens: a person tries again, or looks again. */
    private void told(Command command, Supplier<Ran> run) {
        AtomicReference<Ran> last = new AtomicReference<>(run.get());
        if (last.get().exitCode() != command.exitCode()) {
            Eventually.await(
                    command + " exits so, not as in " + last.get().output(),
                    () -> last.updateAndGet(before -> run.get()).exitCode() == command.exitCode());
        }
        assertExits(command, last.get());
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
