package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.message.AnnotatedMessage;
import dev.palisade.local.servicebus.message.MalformedMessageException;
import java.util.Map;

/** The messages of one entity, in its journal and by their index in memory; each change goes to the journal first. */
final class QueuedMessages {
    private final String path;
    private final Journal journal;
    private final HeldMessages held = new HeldMessages();
    private long lastSequenceNumber;

    /**
     * The messages that the journal holds.
     *
     * @param sessions whether sessions mean anything here, which their owner may have decided anew
     */
    QueuedMessages(String path, Journal journal, boolean sessions) {
        this.path = path;
        this.journal = journal;
        this.lastSequenceNumber = journal.lastSequenceNumber();
        for (MessageIndex index : journal.load()) {
            held.place(sessions ? index : index.withoutSession());
        }
    }

    /** Which messages there are, and who holds them. */
    HeldMessages held() {
        return held;
    }

    /** A number that no message of this entity has had or will have. */
    long nextSequenceNumber() {
        journal.useSequenceNumber(lastSequenceNumber + 1);
        return ++lastSequenceNumber;
    }

    void add(MessageIndex index, AnnotatedMessage message) {
        journal.add(index, message.encode());
        held.place(index);
    }

    /** Keeps the changed state and delivery count of a message, and frees it. */
    void keep(MessageIndex changed) {
        journal.update(changed);
        held.place(changed);
    }

    void modify(long sequenceNumber, Map<String, Object> applicationProperties) {
        if (!applicationProperties.isEmpty()) {
            AnnotatedMessage modified = content(sequenceNumber).withApplicationProperties(applicationProperties);
            journal.replaceContent(sequenceNumber, modified.encode());
        }
    }

    void remove(long sequenceNumber) {
        journal.remove(sequenceNumber);
        held.remove(sequenceNumber);
    }

    AnnotatedMessage content(long sequenceNumber) {
        try {
            return AnnotatedMessage.parse(journal.content(sequenceNumber));
        } catch (MalformedMessageException damaged) {
            throw new IllegalStateException(
                    "The journal's content of message " + sequenceNumber + " of " + path + " is damaged", damaged);
        }
    }

    /** What is here now; what is dead-lettered is counted where it went. */
    MessageCounts counts() {
        return new MessageCounts(
                count(MessageState.ACTIVE), count(MessageState.SCHEDULED), 0, 0, held.size(), journal.contentBytes());
    }

    private long count(MessageState state) {
        return held.from(0).filter(index -> index.state() == state).count();
    }
}
