package dev.palisade.local.servicebus;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The SDK's own renewal of locks, which a handler relies on that takes longer than a lock lasts. */
@Timeout(90)
class LockRenewalTest {
    private static final String QUEUE = "work";
    private static final DeliverySettings FIVE_SECONDS =
            new DeliverySettings(Duration.ofSeconds(5), 10, Optional.empty(), false);

    @Test
    void aHandlerLongerThanTheLockKeepsItAndItsMessageIsDeliveredOnce() throws Exception {
        BrokerOptions options = new BrokerOptions(0, null, List.of(new EntityDescription.Queue(QUEUE, FIVE_SECONDS)));
        try (ServiceBusBroker broker = ServiceBusBroker.start(options);
                SdkClients clients = new SdkClients(broker.connectionString())) {
            CompletableFuture<ServiceBusReceivedMessage> handled = new CompletableFuture<>();
            clients.sender(QUEUE).sendMessage(SdkClients.message("long work"));
            ServiceBusProcessorClient processor = clients.opened(clients.builder()
                    .processor()
                    .queueName(QUEUE)
                    .maxAutoLockRenewDuration(Duration.ofMinutes(1))
                    .disableAutoComplete()
                    .processMessage(context -> {
                        outlast(context.getMessage().getLockedUntil());
                        context.complete();
                        handled.complete(context.getMessage());
                    })
                    .processError(context -> handled.completeExceptionally(context.getException()))
                    .buildProcessorClient());
            processor.start();

            assertThat(handled.get(60, TimeUnit.SECONDS).getDeliveryCount()).isZero();
            assertThat(clients.receiver(QUEUE).peekMessage()).isNull();
        }
    }

    /** Works until a moment after the lock that the message came with. */
    private static void outlast(OffsetDateTime lockedUntil) {
        Duration work = Duration.between(OffsetDateTime.now(lockedUntil.getOffset()), lockedUntil)
                .plusSeconds(1);
        new CompletableFuture<Void>()
                .completeOnTimeout(null, work.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
