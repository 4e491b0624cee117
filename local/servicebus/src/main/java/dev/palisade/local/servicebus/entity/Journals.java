package dev.palisade.local.servicebus.entity;

/** What the entities of one namespace are kept in. */
public interface Journals {
    /** The journal of a queue, by its path. */
    Journal open(String queuePath);

    /** Forgets a queue and all its messages. */
    void drop(String queuePath);

    Catalogue catalogue();
}
