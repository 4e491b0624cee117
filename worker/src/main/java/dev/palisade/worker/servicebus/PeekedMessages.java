package dev.palisade.worker.servicebus;

import com.azure.core.exception.AzureException;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverAsyncClient;
import com.azure.messaging.servicebus.models.ServiceBusMessageState;
import dev.palisade.worker.configuration.Team;
import dev.palisade.worker.slowness.UnseenException;
import dev.palisade.worker.slowness.WaitingMessage;
import dev.palisade.worker.slowness.WaitingMessages;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks at the oldest messages of a queue, locked or not, and leaves them as they are. Needs no listener, which waits for Temporal. */
public final class PeekedMessages implements WaitingMessages {
    private static final int AT_MOST = 50;
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final NamespaceConnection connection;
    private final Team team;

    public PeekedMessages(NamespaceConnection connection, Team team) {
        this.connection = connection;
        this.team = team;
    }

    @Override
    public Team team() {
        return team;
    }

    @Override
    public CompletableFuture<List<WaitingMessage>> oldest() {
        return Flux.using(
                        () -> connection.receiver(team.queue()),
                        PeekedMessages::peek,
                        ServiceBusReceiverAsyncClient::close)
                .collectList()
                .timeout(ANSWER, Mono.error(() -> new IllegalStateException("the broker does not answer")))
                .onErrorMap(
                        refused -> refused instanceof AzureException || refused instanceof IllegalStateException,
                        refused -> new UnseenException(Reasons.of(refused), refused))
                .toFuture();
    }

    /** A message that was deferred, or is scheduled for later, is meant to wait. */
    private static Flux<WaitingMessage> peek(ServiceBusReceiverAsyncClient receiver) {
        return receiver.peekMessages(AT_MOST, 0)
                .filter(message -> message.getState() == ServiceBusMessageState.ACTIVE)
                .map(message -> new WaitingMessage(id(message), ServiceBusMessageInHand.delivery(message)));
    }

    private static String id(ServiceBusReceivedMessage message) {
        return Objects.requireNonNullElseGet(message.getMessageId(), () -> "message " + message.getSequenceNumber());
    }
}
