package dev.palisade.activities.shared;

import dev.palisade.workflows.contract.PauseWorkflow;
import dev.palisade.workflows.contract.PauseWorkflow.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where operators have paused writes, as this worker has last heard: asked for at most every two seconds, whatever the number of steps that
 * begin. Without a register nothing is paused.
 */
public final class Pauses {
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Supplier<List<Pause>> register;
    private final LongSupplier nanoTime;
    private @Nullable Heard last;

    private record Heard(List<Pause> pauses, long at) {}

    public static Pauses of(RunningWorkflows workflows) {
        return new Pauses(
                () -> workflows
                        .ask(PauseWorkflow.class, PauseWorkflow.WORKFLOW_ID, PauseWorkflow::pauses)
                        .orElseGet(List::of),
                System::nanoTime);
    }

    Pauses(Supplier<List<Pause>> register, LongSupplier nanoTime) {
        this.register = register;
        this.nanoTime = nanoTime;
    }

    /** What keeps this environment from being written to; empty if nothing does. */
    public Optional<Pause> over(String environment) {
        return heard().stream()
                .filter(pause -> covers(pause.scope(), environment))
                .findFirst();
    }

    /** In the words of whoever paused. */
    public static String inWords(Pause pause) {
        String scope = pause.scope().equals(PauseWorkflow.EVERYWHERE) ? "everywhere" : "in " + pause.scope();
        return "Writes are paused " + scope + " by " + pause.by() + " since " + pause.since() + ": " + pause.reason();
    }

    private synchronized List<Pause> heard() {
        long now = nanoTime.getAsLong();
        if (last == null || now - last.at() >= FRESH.toNanos()) {
            last = new Heard(List.copyOf(register.get()), now);
        }
        return last.pauses();
    }

    private static boolean covers(String scope, String environment) {
        return scope.equals(PauseWorkflow.EVERYWHERE)
                || environment.equals(scope)
                || environment.startsWith(scope + "/");
    }
}
