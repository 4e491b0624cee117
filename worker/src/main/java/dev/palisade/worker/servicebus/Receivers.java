package dev.palisade.worker.servicebus;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.core.credential.TokenCredential;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceiverAsyncClient;
import com.azure.messaging.servicebus.models.ServiceBusReceiveMode;
import dev.palisade.worker.configuration.ServiceBusConfiguration;
import java.time.Duration;

/** Makes receivers that share one connection to the namespace. */
public final class Receivers {
    private static final Duration TRY_TIMEOUT = Duration.ofSeconds(15);

    private final ServiceBusClientBuilder builder;

    /** @param credential used if the configuration names a namespace rather than a connection string */
    public Receivers(ServiceBusConfiguration configuration, TokenCredential credential) {
        this.builder = new ServiceBusClientBuilder().retryOptions(new AmqpRetryOptions().setTryTimeout(TRY_TIMEOUT));
        configuration
                .connection()
                .ifPresentOrElse(
                        secret -> builder.connectionString(secret.reveal()),
                        () -> builder.credential(configuration.namespace().orElseThrow(), credential));
    }

    /** Locks are renewed by the intake, which knows how long it holds a message; the SDK's renewal ends when its callback returns. */
    ServiceBusReceiverAsyncClient of(String queue) {
        return builder.receiver()
                .queueName(queue)
                .receiveMode(ServiceBusReceiveMode.PEEK_LOCK)
                .disableAutoComplete()
                .maxAutoLockRenewDuration(Duration.ZERO)
                .prefetchCount(0)
                .buildAsyncClient();
    }
}
