import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Sends an example message with Microsoft's Java SDK, com.azure:azure-messaging-servicebus.
 *
 * <pre>PALISADE_SERVICEBUS_CONNECTION=... java -cp '.:LIBRARIES/*' Send.java QUEUE FILE [ID]</pre>
 *
 * FILE is a CloudEvent, such as ../examples/dev.palisade.request.plan.v1.json; ID makes it a request of its own, which is all that is
 * printed. Palisade's own client/target/lib holds the SDK with all that it needs; logback.xml in this folder, which is on the class path
 * too, sends what these libraries log to standard error.
 */
public final class Send {
    private Send() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2 && arguments.length != 3) {
            System.err.println("usage: Send.java QUEUE FILE [ID]");
            System.exit(2);
        }
        String id = arguments.length == 3 ? arguments[2] : UUID.randomUUID().toString();
        ObjectNode event = (ObjectNode) new ObjectMapper().readTree(Path.of(arguments[1]).toFile());
        event.put("id", id);
        // The time at which Service Bus takes it will do.
        event.remove("time");
        ServiceBusMessage message = new ServiceBusMessage(BinaryData.fromString(event.toString()))
                .setMessageId(id)
                .setContentType("application/cloudevents+json");
        String connection = System.getenv("PALISADE_SERVICEBUS_CONNECTION");
        try (var sender = new ServiceBusClientBuilder()
                .connectionString(connection)
                .sender()
                .queueName(arguments[0])
                .buildClient()) {
            sender.sendMessage(message);
        }
        System.out.println(id);
    }
}
