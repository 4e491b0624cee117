package dev.palisade.activities.events;

import com.azure.messaging.servicebus.ServiceBusMessage;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.util.Map;

/** An event as a message that one can filter without reading it, in the session of its request. */
final class OutcomeMessage {
    private static final JsonFormat FORMAT = new JsonFormat();

    private OutcomeMessage() {}

    /** @param properties for filters, besides the request's id */
    static ServiceBusMessage of(CloudEvent event, String requestId, Map<String, Object> properties) {
        ServiceBusMessage message = new ServiceBusMessage(FORMAT.serialize(event))
                .setMessageId(event.getId())
                .setSessionId(BoundedId.of(requestId))
                .setContentType(JsonFormat.CONTENT_TYPE)
                .setSubject(event.getType())
                .setCorrelationId(requestId);
        message.getApplicationProperties().put("requestId", requestId);
        message.getApplicationProperties().putAll(properties);
        return message;
    }
}
