/**
 * Dead letters: what they are, where they are, and what a person does with them. Nothing here judges a message; the intake does, again.
 * Invariant: a dead letter is completed only once what replaces it is stored by the broker, or a person has said that nothing does.
 */
@NullMarked
package dev.palisade.client.deadletter;

import org.jspecify.annotations.NullMarked;
