package dev.palisade.local.servicebus.entity;

/** Finds the journal of each queue, by its path. */
public interface Journals {
    Journal open(String queuePath);
}
