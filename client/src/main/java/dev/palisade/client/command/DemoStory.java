package dev.palisade.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.render.StackText;
import dev.palisade.client.render.SummaryText;
import dev.palisade.client.request.QueueTarget;
import dev.palisade.client.simulator.AzureSimulator;
import dev.palisade.client.simulator.PlantedFault;
import dev.palisade.client.simulator.Reading;
import dev.palisade.client.stack.LocalStack;
import dev.palisade.client.stack.StackFile;
import dev.palisade.client.temporal.RequestReader;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.client.timing.TimeScale;
import dev.palisade.client.watch.QuietScreen;
import dev.palisade.client.watch.Screen;
import dev.palisade.client.watch.Watch;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** One request on a running local stack, told from its message to what exists afterwards. */
final class DemoStory {
    private final CommandContext context;
    private final LocalStack stack;
    private final TimeScale scale;
    private final StackFile addresses;
    private final AzureSimulator azure;
    private final QueueTarget queue;

    DemoStory(CommandContext context, LocalStack stack) {
        this.context = context;
        this.stack = stack;
        this.scale = stack.temporal().scale();
        this.addresses = stack.addresses();
        this.azure = new AzureSimulator(addresses.azure());
        this.queue = QueueTarget.local(
                addresses.serviceBus(),
                new TreeMap<>(addresses.queues()).firstEntry().getValue());
    }

    /** Returns the demo's exit code. */
    int tell(JsonNode document, Optional<String> failingStep) throws IOException, InterruptedException {
        print(StackText.of(addresses, stack.data().path(), stack.ports().worker()));
        try (TemporalConnection connection = TemporalConnection.open(stack.temporal())) {
            RequestReader reader = connection.requests(context.clock());
            Optional<Planted> planted = failingStep.isPresent()
                    ? Optional.of(plant(reader, document, failingStep.get()))
                    : Optional.empty();
            String id = Submission.send(context, queue, RequestType.APPLY, document, null);
            print(List.of(
                    "", "Sent request " + id + " to " + queue + " through the Service Bus SDK.", whereToLook(id), ""));
            RequestView view = untilRest(reader, id, Watching.screen(context, scale));
            print(Watching.text(context, scale).ending(view));
            summarize(view);
            return exitCode(view, planted);
        }
    }

    /** The steps are known only to a plan, so a dry run is asked first. */
    private Planted plant(RequestReader reader, JsonNode document, String wanted)
            throws IOException, InterruptedException {
        String id = Submission.send(context, queue, RequestType.PLAN, document, null);
        RequestView view = untilRest(reader, id, new QuietScreen());
        Plan plan = Optional.ofNullable(view.status())
                .map(RequestStatus::plan)
                .orElseThrow(() -> CommandFailure.unavailable("The dry run gave no plan: it is " + view.state() + "."));
        Step step = PlantedFault.stepOf(plan, wanted);
        String fault = azure.plant(PlantedFault.of(step));
        print(List.of("Planted in the simulator: '" + step.title() + "' will fail once."));
        return new Planted(step, fault);
    }

    private RequestView untilRest(RequestReader reader, String id, Screen screen) throws InterruptedException {
        return new Watch(reader, screen, stack::pause).untilRest(id, Watching.ACCEPTANCE);
    }

    private void summarize(RequestView view) throws IOException, InterruptedException {
        RequestStatus status = view.status();
        if (status == null || status.plan() == null || status.plan().isEmpty()) {
            return;
        }
        List<Reading> readings = new ArrayList<>();
        for (Step step : status.plan().steps()) {
            readings.add(new Reading(step, azure.get(step.kind(), step.resource())));
        }
        SummaryText text = new SummaryText(scale, context.style());
        print(List.of(""));
        print(text.world(status, readings));
        print(List.of(""));
        print(text.changes(status));
        print(List.of(""));
        print(text.times(status));
        print(List.of(""));
    }

    private int exitCode(RequestView view, Optional<Planted> planted) throws IOException, InterruptedException {
        int outcome = view.exitCode().orElse(ExitCode.NO_OUTCOME);
        if (planted.isEmpty()) {
            return outcome;
        }
        int struck = azure.struck(planted.get().fault());
        print(List.of("The planted failure of '" + planted.get().step().title() + "' struck "
                + (struck == 1 ? "once." : struck + " times.")));
        if (struck == 0) {
            return ExitCode.INTERNAL;
        }
        return view.state().filter(state -> state == RequestState.ROLLED_BACK).isPresent() ? ExitCode.OK : outcome;
    }

    private String whereToLook(String id) {
        return "While it runs: ./palisade show " + id + " --data "
                + stack.data().path()
                + Optional.ofNullable(addresses.webUi())
                        .map(ui -> ", or " + ui + "/namespaces/" + addresses.namespace() + "/workflows/request%2F" + id)
                        .orElse("");
    }

    private void print(List<String> lines) {
        lines.forEach(context.out()::println);
        context.out().flush();
    }

    /** A failure that waits in the simulator for its step. */
    private record Planted(Step step, String fault) {}
}
