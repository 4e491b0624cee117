package dev.palisade.local.servicebus.entity;

import java.util.Map;

/** Why the broker itself dead-letters a message, in the words of Service Bus. */
enum DeadLetterReason {
    MAX_DELIVERY_COUNT(
            "MaxDeliveryCountExceeded", "Message could not be consumed after the maximum number of delivery attempts."),
    EXPIRED("TTLExpiredException", "The message expired and was dead lettered.");

    private final String reason;
    private final String description;

    DeadLetterReason(String reason, String description) {
        this.reason = reason;
        this.description = description;
    }

    Map<String, Object> properties() {
        return Map.of("DeadLetterReason", reason, "DeadLetterErrorDescription", description);
    }
}
