package dev.palisade.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.request.QueueTarget;
import dev.palisade.client.request.RequestMessage;
import dev.palisade.client.temporal.AcceptedRequest;
import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.client.temporal.TemporalTarget;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.Request;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a request is sent as a message: under which id, to which queue, and whether its end is waited for. */
@Command(
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the queue has the message; with --watch: READY",
            "2:wrong usage",
            "3:refused; nothing was sent. With --watch: REJECTED",
            "4, 5, 6, 7, 9:with --watch; see palisade watch --help",
            "8:the queue, Temporal or a file is not there"
        })
final class MessageOptions {
    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "request id; the same id and content count once (default: a new one)")
    private @Nullable String id;

    @Option(names = "--watch", description = "follow it until it rests; the exit code is then that of palisade watch")
    private boolean watch;

    @Mixin
    private final QueueOptions queue = new QueueOptions();

    @Mixin
    private final TemporalOptions temporal = new TemporalOptions();

    @Mixin
    private final StackOptions stack = new StackOptions();

    TemporalConnection connect(CommandContext context) {
        return temporal.connect(context, stack);
    }

    /**
     * Returns the exit code once the broker has stored the message, or, if it is watched, once the request rests.
     *
     * @param about what the id begins with if none is given
     */
    int send(CommandContext context, RequestType type, String about, JsonNode data) throws InterruptedException {
        if (id != null && !Request.isId(id)) {
            throw CommandFailure.usage("The id '" + id + "' is not " + Request.ID_RULE + "; nothing was sent.");
        }
        QueueTarget target = queue.target(context, stack);
        String requestId = Optional.ofNullable(id)
                .orElseGet(() -> RequestMessage.newId(about, context.clock(), RandomGenerator.getDefault()));
        RequestMessage message = RequestMessage.of(
                type, requestId, data, context.clock(), context.language().named());
        if (id != null) {
            temporal.known(context, stack).ifPresent(known -> sayIfAccepted(context, known, message, type, data));
        }
        context.sender().send(target, message);
        context.out().println("Sent request " + requestId + " to " + target + ".");
        return watch ? watch(context, requestId) : sayHowToFollow(context, requestId);
    }

    private static int sayHowToFollow(CommandContext context, String requestId) {
        context.out().println("Follow it with: ./palisade watch " + requestId);
        context.out().flush();
        return ExitCode.OK;
    }

    private int watch(CommandContext context, String requestId) throws InterruptedException {
        try (TemporalConnection connection = connect(context)) {
            return Watching.toTheEnd(context, connection, requestId, Watching.ACCEPTANCE);
        }
    }

    /** A sender who may not look into Temporal can send all the same: the intake compares again, and decides. */
    private static void sayIfAccepted(
            CommandContext context, TemporalTarget target, RequestMessage message, RequestType type, JsonNode data) {
        try (TemporalConnection connection = TemporalConnection.open(target)) {
            AcceptedRequest.find(connection.client(), message.id())
                    .ifPresent(accepted -> context.out()
                            .println(accepted.sentence(
                                    type,
                                    data,
                                    connection.requests(context.clock()).newest(message.id()))));
        } catch (CommandFailure failure) {
            if (failure.exitCode() != ExitCode.UNAVAILABLE) {
                throw failure;
            }
            context.err()
                    .println("Whether " + message.id() + " was accepted before could not be looked up. "
                            + failure.getMessage());
        }
    }
}
