package dev.palisade.local.servicebus.entity;

import java.util.Map;

/** What a receiver decides about a message that it holds locked. */
public sealed interface Disposition {
    /** It is done: the message goes. */
    record Complete() implements Disposition {}

    /** It failed: the message is delivered again, and the failure is counted. */
    record Abandon(Map<String, Object> propertiesToModify) implements Disposition {}

    /** It was never begun: the message is delivered again, and nothing is counted. */
    record Release() implements Disposition {}

    /** It comes later: the message waits until it is asked for by sequence number. */
    record Defer(Map<String, Object> propertiesToModify) implements Disposition {}

    /** It cannot be done: the message goes to the dead-letter queue, with the reason among its properties. */
    record DeadLetter(Map<String, Object> properties) implements Disposition {}
}
