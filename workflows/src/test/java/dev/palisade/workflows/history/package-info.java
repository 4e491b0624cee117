/**
 * Stored histories: how they are recorded, what they cover, and that they hold nothing of the machine that recorded them. A stored history is
 * never edited and never replaced, since it stands for requests that may be running. Invariant: whatever the contract can say, some stored
 * history says.
 */
package dev.palisade.workflows.history;
