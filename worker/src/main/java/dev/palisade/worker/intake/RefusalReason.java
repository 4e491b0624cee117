package dev.palisade.worker.intake;

/**
 * Why a message is dead-lettered: the dead-letter reason, word for word. Senders and tools match on these names; docs/messages says of
 * each what to do. If several hold, the first of this order is given.
 */
public enum RefusalReason {
    /** Not a CloudEvent 1.0 in JSON with a document as its data, or larger than Temporal would take. */
    MALFORMED,
    /** A CloudEvent whose type, or its version, this worker does not know. */
    UNKNOWN_TYPE,
    /** Older than ids are remembered, so that nobody could tell whether it was done before. */
    TOO_OLD,
    /** The document breaks its schema. */
    SCHEMA_VIOLATION,
    /** The document names what the queue's team may not touch. */
    NOT_ALLOWED,
    /** The id belongs to an earlier request with other content. */
    ID_CONFLICT
}
