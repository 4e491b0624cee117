package dev.palisade.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.client.request.QueueTarget;
import dev.palisade.client.simulator.AzureSimulator;
import dev.palisade.client.stack.LocalStack;
import dev.palisade.client.stack.StackFile;
import dev.palisade.client.steering.RequestSteering;
import dev.palisade.client.temporal.RequestReader;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.client.timing.TimeScale;
import dev.palisade.client.watch.Screen;
import dev.palisade.client.watch.Watch;
import dev.palisade.planning.request.RequestType;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What a demo plays on: a running local stack, a queue to send to, and somebody who watches. */
final class DemoStage {
    private final CommandContext context;
    private final LocalStack stack;
    private final TemporalConnection connection;
    private final AzureSimulator azure;
    private final QueueTarget queue;

    DemoStage(CommandContext context, LocalStack stack, TemporalConnection connection) {
        this.context = context;
        this.stack = stack;
        this.connection = connection;
        StackFile addresses = stack.addresses();
        this.azure = new AzureSimulator(addresses.azure());
        this.queue = QueueTarget.local(
                addresses.serviceBus(),
                new TreeMap<>(addresses.queues()).firstEntry().getValue());
    }

    CommandContext context() {
        return context;
    }

    AzureSimulator azure() {
        return azure;
    }

    TimeScale scale() {
        return stack.temporal().scale();
    }

    RequestSteering steering() {
        return new RequestSteering(connection.client(), reader(), context.clock());
    }

    /** Sends it as a team would, and says so. Returns its id. */
    String send(RequestType type, String about, JsonNode data) {
        String id = sendQuietly(type, about, data);
        print(List.of("Sent request " + id + " to " + queue + " through the Service Bus SDK.", whereToLook(id), ""));
        return id;
    }

    String sendQuietly(RequestType type, String about, JsonNode data) {
        return Submission.send(context, queue, type, about, data, null);
    }

    Screen screen() {
        return Watching.screen(context, scale());
    }

    RequestView untilRest(String id, Screen screen) throws InterruptedException {
        return until(id, screen, RequestView::resting);
    }

    RequestView until(String id, Screen screen, Predicate<RequestView> enough) throws InterruptedException {
        return new Watch(reader(), screen, stack::pause).until(id, Watching.ACCEPTANCE, enough);
    }

    void print(List<String> lines) {
        lines.forEach(context.out()::println);
        context.out().flush();
    }

    private RequestReader reader() {
        return connection.requests(context.clock());
    }

    private String whereToLook(String id) {
        StackFile addresses = stack.addresses();
        return "While it runs: ./palisade show " + id + " --data "
                + stack.data().path()
                + Optional.ofNullable(addresses.webUi())
                        .map(ui -> ", or " + ui + "/namespaces/" + addresses.namespace() + "/workflows/request%2F" + id)
                        .orElse("");
    }
}
