package dev.palisade.local.servicebus.entity;

import java.util.List;

/** Where one queue's messages are kept. Changes become durable together, when the owner of the journal commits. */
public interface Journal {
    /** All messages kept, in the order of their sequence numbers. */
    List<MessageIndex> load();

    /** The highest sequence number ever given, 0 if none was. */
    long lastSequenceNumber();

    void add(MessageIndex index, byte[] content);

    /** Keeps the changed state and delivery count. */
    void update(MessageIndex index);

    void replaceContent(long sequenceNumber, byte[] content);

    void remove(long sequenceNumber);

    byte[] content(long sequenceNumber);

    /** How large the content of all messages is together. */
    long contentBytes();
}
