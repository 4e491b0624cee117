package dev.palisade.workflows.contract;

import java.util.Arrays;
import java.util.Optional;

/** What a message asks for. */
public enum RequestType {
    /** Make the world as the document says. */
    APPLY("dev.palisade.request.apply.v1"),
    /** A dry run: say what an apply would do. Takes no turn, changes nothing. */
    PLAN("dev.palisade.request.plan.v1");

    private final String eventType;

    RequestType(String eventType) {
        this.eventType = eventType;
    }

    /** The CloudEvents {@code type} of the message that asks for it. */
    public String eventType() {
        return eventType;
    }

    /** Empty if no request has this CloudEvents {@code type}. */
    public static Optional<RequestType> ofEventType(String eventType) {
        return Arrays.stream(values())
                .filter(type -> type.eventType.equals(eventType))
                .findFirst();
    }
}
