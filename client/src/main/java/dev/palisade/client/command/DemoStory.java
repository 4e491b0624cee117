package dev.palisade.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.render.StackText;
import dev.palisade.client.simulator.PlantedFault;
import dev.palisade.client.simulator.WorldSnapshot;
import dev.palisade.client.stack.LocalStack;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.client.watch.QuietScreen;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One request on a running local stack, told from its message to what exists afterwards. */
final class DemoStory {
    private final CommandContext context;
    private final LocalStack stack;

    DemoStory(CommandContext context, LocalStack stack) {
        this.context = context;
        this.stack = stack;
    }

    /**
     * Returns the demo's exit code.
     *
     * @param thenDelete whether all of it is taken back in the end
     */
    int tell(JsonNode document, Optional<String> failingStep, boolean thenDelete)
            throws IOException, InterruptedException {
        StackText.of(stack.addresses(), stack.data().path(), stack.ports().worker())
                .forEach(context.out()::println);
        try (TemporalConnection connection = TemporalConnection.open(stack.temporal())) {
            DemoStage stage = new DemoStage(context, stack, connection);
            WorldSnapshot before = stage.azure().world();
            Optional<Planted> planted =
                    failingStep.isPresent() ? Optional.of(plant(stage, document, failingStep.get())) : Optional.empty();
            stage.print(List.of(""));
            RequestView view = apply(stage, document);
            int exitCode = exitCode(stage, view, planted);
            if (!thenDelete) {
                return exitCode;
            }
            if (view.state().filter(RequestState.READY::equals).isEmpty()) {
                stage.print(List.of("Nothing stands that could be deleted, so --then delete is left out."));
                return exitCode;
            }
            return new DemoDeletion(stage, before).tell(document);
        }
    }

    private static RequestView apply(DemoStage stage, JsonNode document) throws IOException, InterruptedException {
        String id = stage.send(RequestType.APPLY, document.path("name").asText(), document);
        RequestView view = stage.untilRest(id, stage.screen());
        stage.print(Watching.text(stage.context(), stage.scale()).ending(view));
        new DemoSummary(stage).tell(view);
        return view;
    }

    /** The steps are known only to a plan, so a dry run is asked first. */
    private static Planted plant(DemoStage stage, JsonNode document, String wanted)
            throws IOException, InterruptedException {
        String id = stage.sendQuietly(RequestType.PLAN, document.path("name").asText(), document);
        RequestView view = stage.untilRest(id, new QuietScreen());
        Plan plan = Optional.ofNullable(view.status())
                .map(RequestStatus::plan)
                .orElseThrow(() -> CommandFailure.unavailable("The dry run gave no plan: it is " + view.state() + "."));
        Step step = PlantedFault.stepOf(plan, wanted);
        String fault = stage.azure().plant(PlantedFault.of(step));
        stage.print(List.of("Planted in the simulator: '" + step.title() + "' will fail once."));
        return new Planted(step, fault);
    }

    private static int exitCode(DemoStage stage, RequestView view, Optional<Planted> planted)
            throws IOException, InterruptedException {
        int outcome = view.exitCode().orElse(ExitCode.NO_OUTCOME);
        if (planted.isEmpty()) {
            return outcome;
        }
        int struck = stage.azure().struck(planted.get().fault());
        stage.print(List.of("The planted failure of '" + planted.get().step().title() + "' struck "
                + (struck == 1 ? "once." : struck + " times.")));
        if (struck == 0) {
            return ExitCode.INTERNAL;
        }
        return view.state().filter(state -> state == RequestState.ROLLED_BACK).isPresent() ? ExitCode.OK : outcome;
    }

    /** A failure that waits in the simulator for its step. */
    private record Planted(Step step, String fault) {}
}
