package dev.palisade.client.command;

import dev.palisade.client.deadletter.DeadLetter;
import dev.palisade.client.deadletter.DeadLetterQueue;
import dev.palisade.client.deadletter.DeadLetterSource;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.request.ServiceBusAccess;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose dead letters a command is about: a queue's, or a subscription's if it is named. */
@Command(
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "2:wrong usage",
            "3:refused; nothing was sent or deleted",
            "8:the dead letter, its queue, Service Bus or a file is not there"
        })
final class DeadLetterOptions {
    private static final ServiceBusAccess ACCESS = new ServiceBusAccess(
            "The dead letters could not be reached, or not settled, of",
            "Azure Service Bus Data Owner",
            "./palisade deadletters list shows what is still there.");

    @Option(
            names = "--subscription",
            paramLabel = "TOPIC/SUBSCRIPTION",
            description = "the dead letters of a topic's subscription, rather than a queue's")
    private @Nullable String subscription;

    @Mixin
    private final QueueOptions queue = new QueueOptions();

    @Mixin
    private final StackOptions stack = new StackOptions();

    /** Every one that is meant: of a local stack all teams' queues, if none is named. */
    List<DeadLetterSource> sources(CommandContext context) {
        if (subscription != null) {
            return List.of(ofSubscription(context, subscription));
        }
        return queue.targets(context, stack).stream()
                .map(target -> new DeadLetterSource(target, null))
                .toList();
    }

    /** The one that is meant: sequence numbers are each queue's own. */
    DeadLetterSource source(CommandContext context) {
        List<DeadLetterSource> sources = sources(context);
        if (sources.size() != 1) {
            throw CommandFailure.usage("Which queue? The local stack has several; name one with --queue or --team.");
        }
        return sources.get(0);
    }

    void open(CommandContext context, BiConsumer<DeadLetterSource, DeadLetterQueue> work) {
        DeadLetterSource source = source(context);
        open(source, letters -> work.accept(source, letters));
    }

    static void open(DeadLetterSource source, java.util.function.Consumer<DeadLetterQueue> work) {
        ACCESS.tried(source.target(), () -> {
            try (DeadLetterQueue letters = new DeadLetterQueue(source)) {
                work.accept(letters);
            }
        });
    }

    static DeadLetter found(DeadLetterQueue letters, DeadLetterSource source, long sequenceNumber) {
        return letters.find(sequenceNumber)
                .orElseThrow(() -> CommandFailure.unavailable("There is no dead letter " + sequenceNumber + " of "
                        + source + ". ./palisade deadletters list shows which there are."));
    }

    static CommandFailure inOtherHands(DeadLetterSource source, long sequenceNumber) {
        return CommandFailure.unavailable(
                "Dead letter " + sequenceNumber + " of " + source + " was seen, but could not be"
                        + " received: somebody else has it in hand. Nothing was sent or deleted; try again in a minute.");
    }

    private DeadLetterSource ofSubscription(CommandContext context, String path) {
        int slash = path.indexOf('/');
        if (slash < 1 || slash == path.length() - 1) {
            throw CommandFailure.usage("'" + path + "' is no subscription. Write it as TOPIC/SUBSCRIPTION.");
        }
        return new DeadLetterSource(queue.target(context, stack, path.substring(0, slash)), path.substring(slash + 1));
    }
}
