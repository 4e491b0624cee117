package dev.palisade.worker.servicebus;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverAsyncClient;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import reactor.core.publisher.Mono;

/**
 * The AMQP outcome <em>released</em>: the message is free at once and no delivery is counted. The SDK settles so for itself (what arrives
 * after a receive timed out) but offers no public call; abandoning, its public neighbour, counts a delivery. A test against a broker
 * fails if an upgrade takes the call away.
 */
final class EarlyRelease {
    private static final MethodHandle RELEASE = find();

    private EarlyRelease() {}

    static Mono<?> of(ServiceBusReceiverAsyncClient receiver, ServiceBusReceivedMessage message) {
        try {
            return (Mono<?>) RELEASE.invoke(receiver, message);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable undeclared) {
            throw new IllegalStateException("The Service Bus SDK failed to release a message", undeclared);
        }
    }

    private static MethodHandle find() {
        try {
            return MethodHandles.privateLookupIn(ServiceBusReceiverAsyncClient.class, MethodHandles.lookup())
                    .findVirtual(
                            ServiceBusReceiverAsyncClient.class,
                            "release",
                            MethodType.methodType(Mono.class, ServiceBusReceivedMessage.class));
        } catch (ReflectiveOperationException otherSdk) {
            throw new ExceptionInInitializerError(otherSdk);
        }
    }
}
