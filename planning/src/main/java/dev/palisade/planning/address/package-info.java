/**
 * IPv4 arithmetic: ranges, overlaps, how many addresses are left. Knows nothing of documents or of Azure's answers.
 * Invariant: text that is not an address is an empty answer, never an exception.
 */
@NullMarked
package dev.palisade.planning.address;

import org.jspecify.annotations.NullMarked;
