package dev.palisade.worker.servicebus;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceiverAsyncClient;
import com.azure.messaging.servicebus.ServiceBusSenderAsyncClient;
import com.azure.messaging.servicebus.models.ServiceBusReceiveMode;
import dev.palisade.worker.configuration.ServiceBusConfiguration;
import java.time.Duration;
import java.util.Optional;

/** Makes receivers and senders that share one connection to the namespace. Making one does not need the broker to be there. */
public final class NamespaceConnection {
    private static final Duration TRY_TIMEOUT = Duration.ofSeconds(15);

    private final ServiceBusClientBuilder builder;

    /** @param tenant where to sign in, if the configuration names a namespace rather than a connection string */
    public NamespaceConnection(ServiceBusConfiguration configuration, Optional<String> tenant) {
        this.builder = new ServiceBusClientBuilder().retryOptions(new AmqpRetryOptions().setTryTimeout(TRY_TIMEOUT));
        configuration
                .connection()
                .ifPresentOrElse(
                        secret -> builder.connectionString(secret.reveal()),
                        () -> signIn(configuration.namespace().orElseThrow(), tenant));
    }

    /** The caller closes it. */
    public ServiceBusSenderAsyncClient sender(String topic) {
        return builder.sender().topicName(topic).buildAsyncClient();
    }

    /** Locks are renewed by the intake, which knows how long it holds a message; the SDK's renewal ends when its callback returns. */
    ServiceBusReceiverAsyncClient receiver(String queue) {
        return builder.receiver()
                .queueName(queue)
                .receiveMode(ServiceBusReceiveMode.PEEK_LOCK)
                .disableAutoComplete()
                .maxAutoLockRenewDuration(Duration.ZERO)
                .prefetchCount(0)
                .buildAsyncClient();
    }

    private void signIn(String namespace, Optional<String> tenant) {
        DefaultAzureCredentialBuilder credential = new DefaultAzureCredentialBuilder();
        tenant.ifPresent(credential::tenantId);
        builder.credential(namespace, credential.build());
    }
}
