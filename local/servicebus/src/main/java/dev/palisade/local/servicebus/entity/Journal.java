package dev.palisade.local.servicebus.entity;

import java.util.List;

/** Where one entity's messages are kept. Changes become durable together, when the owner of the journal commits. */
public interface Journal {
    /** All messages kept, in the order of their sequence numbers. */
    List<MessageIndex> load();

    /** The highest sequence number ever used, 0 if none was. */
    long lastSequenceNumber();

    /** Keeps that this number, higher than any before, has been given to a message. */
    void useSequenceNumber(long sequenceNumber);

    void add(MessageIndex index, byte[] content);

    /** Keeps the changed state and delivery count. */
    void update(MessageIndex index);

    void replaceContent(long sequenceNumber, byte[] content);

    void remove(long sequenceNumber);

    byte[] content(long sequenceNumber);

    DuplicateHistory duplicates();

    SessionStates sessionStates();

    /** How large the content of all messages is together. */
    long contentBytes();
}
