package dev.palisade.client.request;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.core.util.BinaryData;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import dev.palisade.client.failure.CommandFailure;
import java.time.Duration;

/** Sends messages with the official Service Bus SDK. The only class here that loads it. */
public final class ServiceBusMessageSender implements MessageSender {
    private static final AmqpRetryOptions IMPATIENT = new AmqpRetryOptions()
            .setMaxRetries(1)
            .setDelay(Duration.ofMillis(200))
            .setTryTimeout(Duration.ofSeconds(5));

    @Override
    public void send(QueueTarget target, RequestMessage message) {
        try (ServiceBusSenderClient sender =
                client(target).sender().queueName(target.queue()).buildClient()) {
            sender.sendMessage(new ServiceBusMessage(BinaryData.fromBytes(message.body()))
                    .setMessageId(message.id())
                    .setContentType(RequestMessage.CONTENT_TYPE));
        } catch (ServiceBusException e) {
            throw CommandFailure.unavailable(sentence(target, e), e);
        } catch (IllegalStateException e) {
            // The SDK's word for a connection that never came about.
            throw CommandFailure.unavailable(unreachable(target, "no answer"), e);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("The Service Bus connection string cannot be read. It has the form"
                    + " Endpoint=sb://NAME.servicebus.windows.net/;SharedAccessKeyName=…;SharedAccessKey=….");
        }
    }

    private static ServiceBusClientBuilder client(QueueTarget target) {
        ServiceBusClientBuilder builder = new ServiceBusClientBuilder().retryOptions(IMPATIENT);
        return target.connection() != null
                ? builder.connectionString(target.connection())
                : builder.fullyQualifiedNamespace(target.namespace())
                        .credential(new DefaultAzureCredentialBuilder().build());
    }

    private static String sentence(QueueTarget target, ServiceBusException failure) {
        ServiceBusFailureReason reason = failure.getReason();
        if (ServiceBusFailureReason.MESSAGING_ENTITY_NOT_FOUND.equals(reason)) {
            return "Service Bus has no " + target + ". --queue names another.";
        }
        if (ServiceBusFailureReason.UNAUTHORIZED.equals(reason)) {
            return "Service Bus does not let us send to " + target + ". Check the connection string's key, or the role"
                    + " 'Azure Service Bus Data Sender' of your credential.";
        }
        return unreachable(target, String.valueOf(reason));
    }

    private static String unreachable(QueueTarget target, String why) {
        return "The message could not be sent to " + target + " (" + why + "). Is it running, and is its address right?"
                + " ./palisade up starts a local one. If it did arrive, sending again with the same --id does no harm.";
    }
}
