package dev.palisade.local.servicebus.entity;

/** What a waiting message waits for. The numbers are those of {@code x-opt-message-state}. */
public enum MessageState {
    /** The next receiver. */
    ACTIVE(0),
    /** A receiver that asks for it by sequence number. */
    DEFERRED(1),
    /** The moment that its sender chose. */
    SCHEDULED(2);

    private final int number;

    MessageState(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static MessageState of(int number) {
        for (MessageState state : values()) {
            if (state.number == number) {
                return state;
            }
        }
        throw new IllegalArgumentException("No message state has the number " + number);
    }
}
