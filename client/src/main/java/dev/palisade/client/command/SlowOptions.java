package dev.palisade.client.command;

import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.request.QueueTarget;
import dev.palisade.client.request.WaitingMessage;
import dev.palisade.client.stack.StackFile;
import dev.palisade.client.temporal.SlowRequest;
import dev.palisade.client.temporal.TemporalTarget;
import dev.palisade.workflows.slowness.Slowness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What counts as slow, and where messages wait that are no requests yet. */
final class SlowOptions {
    private static final int OF_A_QUEUE = 100;

    @Option(
            names = "--slow",
            description = "only what makes no progress for longer than is usual: where it waits, and whose move it is")
    private boolean slow;

    @Option(
            names = "--after",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "with --slow: so much longer than usual, in real time (default: 5m, as workers have it)")
    private Duration after = Slowness.DEFAULT_ALLOWANCE;

    @Option(
            names = "--queue",
            paramLabel = "NAME",
            description = {"with --slow: look into this queue too", "(on the local stack: into those of all teams)"})
    private @Nullable String queue;

    @Mixin
    private final ServiceBusOptions bus = new ServiceBusOptions();

    /** A queue to look into, and whose it is as far as that is known. */
    record Queue(QueueTarget target, @Nullable String team) {}

    boolean asked() {
        return slow;
    }

    Duration after() {
        return after;
    }

    /** Empty if none is named and Temporal is not that of the local stack: its queues may be another's. */
    List<Queue> queues(CommandContext context, StackOptions stack, TemporalTarget temporal, @Nullable String team) {
        String named = queue;
        if (named != null) {
            return List.of(new Queue(target(context, stack, named), team));
        }
        Optional<StackFile> local = temporal.scale().simulated() ? stack.running(context) : Optional.empty();
        return local.map(file -> ofTeams(file, team)).orElse(List.of());
    }

    private QueueTarget target(CommandContext context, StackOptions stack, String name) {
        return bus.named(context, () -> name)
                .or(() -> stack.running(context).map(file -> QueueTarget.local(file.serviceBus(), name)))
                .orElseThrow(() -> CommandFailure.usage("Whose queue is " + name + "? Name a Service Bus with"
                        + " --servicebus-namespace or " + ServiceBusOptions.CONNECTION_VARIABLE + "."));
    }

    private static List<Queue> ofTeams(StackFile file, @Nullable String team) {
        return new TreeMap<>(file.queues())
                .entrySet().stream()
                        .filter(each -> team == null || team.equals(each.getKey()))
                        .map(each -> queue(file, each))
                        .toList();
    }

    private static Queue queue(StackFile file, Map.Entry<String, String> each) {
        return new Queue(QueueTarget.local(file.serviceBus(), each.getValue()), each.getKey());
    }

    /** The messages of a queue that wait too long. @throws CommandFailure if the queue cannot be looked at */
    static Stream<SlowRequest> waiting(Queue queue, Slowness slowness, Instant now) {
        String name = queue.target().queue();
        return WaitingMessage.oldest(queue.target(), OF_A_QUEUE).stream()
                .flatMap(message -> slowness.ofMessage(name, message.enqueuedAt(), Optional.empty(), now).stream()
                        .map(wait -> SlowRequest.ofMessage(message.id(), queue.team(), wait)));
    }
}
