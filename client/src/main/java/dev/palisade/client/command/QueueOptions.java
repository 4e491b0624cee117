package dev.palisade.client.command;

import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.request.QueueTarget;
import dev.palisade.client.stack.StackFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which Service Bus and queue: options, else PALISADE_SERVICEBUS_CONNECTION, else the local stack. */
final class QueueOptions {
    @Mixin
    private final ServiceBusOptions bus = new ServiceBusOptions();

    @Option(names = "--queue", paramLabel = "NAME", description = "the queue to send to")
    private @Nullable String queue;

    @Option(names = "--team", paramLabel = "TEAM", description = "on the local stack: send through this team's queue")
    private @Nullable String team;

    QueueTarget target(CommandContext context, StackOptions stack) {
        return bus.named(context, this::requiredQueue).orElseGet(() -> {
            StackFile running = running(context, stack);
            return QueueTarget.local(running.serviceBus(), localQueue(running.queues()));
        });
    }

    /** Another entity of the same Service Bus. */
    QueueTarget target(CommandContext context, StackOptions stack, String entity) {
        return bus.named(context, () -> entity)
                .orElseGet(() -> QueueTarget.local(running(context, stack).serviceBus(), entity));
    }

    /** As {@link #target}; but on a local stack, if neither queue nor team is named, those of all teams. */
    List<QueueTarget> targets(CommandContext context, StackOptions stack) {
        Optional<QueueTarget> named = bus.named(context, this::requiredQueue);
        if (named.isPresent() || queue != null || team != null) {
            return List.of(target(context, stack));
        }
        StackFile running = running(context, stack);
        return new TreeSet<>(running.queues().values())
                .stream()
                        .map(each -> QueueTarget.local(running.serviceBus(), each))
                        .toList();
    }

    private static StackFile running(CommandContext context, StackOptions stack) {
        return stack.running(context)
                .orElseThrow(
                        () -> CommandFailure.unavailable("No local stack runs, and no Service Bus is named. Start one"
                                + " with ./palisade up, or name one with --servicebus-namespace or "
                                + ServiceBusOptions.CONNECTION_VARIABLE + "."));
    }

    private String requiredQueue() {
        if (queue == null) {
            throw CommandFailure.usage("Which queue? Name it with --queue: it is your team's, and says who you are.");
        }
        return queue;
    }

    private String localQueue(Map<String, String> queues) {
        if (queue != null) {
            return queue;
        }
        String wanted = Optional.ofNullable(team).orElseGet(() -> new TreeSet<>(queues.keySet()).first());
        return Optional.ofNullable(queues.get(wanted))
                .orElseThrow(() -> CommandFailure.usage("The local stack has no team " + wanted + ". It has: "
                        + String.join(", ", new TreeSet<>(queues.keySet())) + "."));
    }
}
