package dev.palisade.client.command;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import dev.palisade.local.servicebus.BrokerOptions;
import dev.palisade.local.servicebus.ServiceBusBroker;
import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A broker in memory with a queue, and a topic {@code outcomes} with a subscription {@code all}. */
final class DeadLetterBroker {
    private DeadLetterBroker() {}

    static ServiceBusBroker start(String queue) {
        return ServiceBusBroker.start(new BrokerOptions(
                0,
                null,
                List.of(
                        new EntityDescription.Queue(queue, DeliverySettings.DEFAULT),
                        new EntityDescription.Topic(
                                "outcomes",
                                Optional.empty(),
                                List.of(new EntityDescription.Subscription("all", DeliverySettings.DEFAULT))))));
    }

    static void refuseOnSubscription(ServiceBusClientBuilder clients, String body) {
        try (var sender = clients.sender().topicName("outcomes").buildClient();
                var receiver = clients.receiver()
                        .topicName("outcomes")
                        .subscriptionName("all")
                        .buildClient()) {
            sender.sendMessage(new ServiceBusMessage(BinaryData.fromString(body)));
            receiver.deadLetter(
                    receiver.receiveMessages(1, Duration.ofSeconds(20))
                            .iterator()
                            .next(),
                    new DeadLetterOptions().setDeadLetterReason("UNREADABLE").setDeadLetterErrorDescription("why"));
        }
    }
}
