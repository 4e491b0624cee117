package dev.palisade.client.request;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import dev.palisade.client.failure.CommandFailure;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How this command enters a Service Bus, and what it says when it is not let in.
 *
 * @param doing what is not done, as "The message could not be sent to"
 * @param role of Azure, which would let us
 * @param afterwards what a person should know of a failure in the middle
 */
public record ServiceBusAccess(String doing, String role, String afterwards) {
    private static final AmqpRetryOptions IMPATIENT = new AmqpRetryOptions()
            .setMaxRetries(1)
            .setDelay(Duration.ofMillis(200))
            .setTryTimeout(Duration.ofSeconds(5));

    public static ServiceBusClientBuilder client(QueueTarget target) {
        ServiceBusClientBuilder builder = new ServiceBusClientBuilder().retryOptions(IMPATIENT);
        return target.connection() != null
                ? builder.connectionString(target.connection())
                : builder.fullyQualifiedNamespace(target.namespace())
                        .credential(new DefaultAzureCredentialBuilder().build());
    }

    /**
     * Does what needs the broker.
     *
     * @throws CommandFailure if the entity is not there, lets us not in, or does not answer
     */
    public void tried(QueueTarget target, Runnable work) {
        boolean unused = answered(target, () -> {
            work.run();
            return true;
        });
    }

    /**
     * The same, for what the broker is asked.
     *
     * @throws CommandFailure as {@link #tried} does
     */
    public <T> T answered(QueueTarget target, Supplier<T> question) {
        try {
            return question.get();
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

    private String sentence(QueueTarget target, ServiceBusException failure) {
        ServiceBusFailureReason reason = failure.getReason();
        if (ServiceBusFailureReason.MESSAGING_ENTITY_NOT_FOUND.equals(reason)) {
            return "Service Bus has no " + target + ". --queue names another.";
        }
        if (ServiceBusFailureReason.UNAUTHORIZED.equals(reason)) {
            return "Service Bus does not let us in to " + target + ". Check the connection string's key, or the role '"
                    + role + "' of your credential.";
        }
        if (ServiceBusFailureReason.MESSAGE_SIZE_EXCEEDED.equals(reason)) {
            return doing + " " + target
                    + ": it is larger than the queue takes (256 KB in the standard tier). Send less,"
                    + " or have an operator raise the limit.";
        }
        return unreachable(target, String.valueOf(reason));
    }

    private String unreachable(QueueTarget target, String why) {
        return doing + " " + target + " (" + why + "). Is it running, and is its address right?"
                + " ./palisade up starts a local one. " + afterwards;
    }
}
