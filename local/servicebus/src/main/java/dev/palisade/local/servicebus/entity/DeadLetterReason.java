package dev.palisade.local.servicebus.entity;

import java.util.Map;

/** Why the broker itself dead-letters a message, in the words of Service Bus. */
enum DeadLetterReason {
    MAX_DELIVERY_COUNT(
            "MaxDeliveryCountExceeded", "Message could not be consumed after the maximum number of delivery attempts."),
    EXPIRED("TTLExpiredException", "The message expired and was dead lettered."),
    NO_SESSION(
            "Session ID is null.", "Session enabled entity doesn't allow a message whose session identifier is null."),
    MAX_HOPS(
            "MaxTransferHopCountExceeded",
            "The maximum number of allowed hops when forwarding between queues exceeded the limit. This value is set to 4."),
    /** Service Bus documents the case but not its words. */
    NO_DESTINATION("MessagingEntityNotFound", "The entity that messages are forwarded to could not be found."),
    FILTER_FAILED("FilterEvaluationException", "A rule of the subscription cannot be evaluated on the message.");

    private final String reason;
    private final String description;

    DeadLetterReason(String reason, String description) {
        this.reason = reason;
        this.description = description;
    }

    Map<String, Object> properties() {
        return properties(description);
    }

    /** With words about this case in the place of the usual ones. */
    Map<String, Object> properties(String words) {
        return Map.of("DeadLetterReason", reason, "DeadLetterErrorDescription", words);
    }
}
